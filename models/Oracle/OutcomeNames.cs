namespace DmaModel.Oracle;

/// <summary>The outcomes in words, as reports and columns name them.</summary>
public static class OutcomeNames
{
    /// <summary>The outcome in words, such as 'write to a freed frame'.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Correct => "correct",
        Outcome.StaleData => "stale data",
        Outcome.LostData => "lost data",
        Outcome.WrongProcessData => "wrong process's data",
        Outcome.WriteToFreedFrame => "write to a freed frame",
        Outcome.SpuriousError => "spurious error",
        Outcome.Deadlock => "deadlock",
        Outcome.LeakedFrames => "leaked frames",
        Outcome.InformationLeak => "information leak",
        Outcome.OtherContextData => "another context's data",
        Outcome.FreedWhileMapped => "frame freed while mapped",
        Outcome.SleptInInterrupt => "sleep in interrupt",
        Outcome.Panic => "panic",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "There is no such outcome."),
    };
}
