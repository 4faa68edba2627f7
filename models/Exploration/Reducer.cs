using DmaModel.Oracle;

namespace DmaModel.Exploration;

/// <summary>Drops adversaries and choices from a schedule as long as it leads to the same outcome.</summary>
/// <remarks>Choices go in ever smaller chunks, after the delta debugging of Zeller and Hildebrandt (IEEE TSE 28, 2002).</remarks>
internal sealed class Reducer(ExploreOptions options, long seed, Outcome outcome)
{
    /// <summary>Reduces a schedule: first adversaries go, then choices.</summary>
    public ReducedSchedule Reduce(byte[] choices)
    {
        var without = Adversaries.None;
        foreach (var one in Enum.GetValues<Adversaries>())
        {
            if (one is not (Adversaries.None or Adversaries.All) && Leads(without | one, choices))
                without |= one;
        }

        for (var size = choices.Length / 2; size > 0; size /= 2)
        {
            for (var from = 0; from < choices.Length;)
            {
                byte[] fewer = [.. choices[..from], .. choices[Math.Min(choices.Length, from + size)..]];
                if (Leads(without, fewer))
                    choices = fewer;
                else
                    from += size;
            }
        }

        var trace = new Trace();
        var trial = new Trial(options, seed, without, choices);
        trial.Scheduler.Watch = trace.Note;
        trial.Run();
        var finding = trial.Finding!;
        return new ReducedSchedule(seed, finding, trial.Active, trace.Relevant(finding), trace.Steps);
    }

    private bool Leads(Adversaries without, byte[] choices)
    {
        var trial = new Trial(options, seed, without, choices);
        trial.Run();
        return trial.Finding?.Outcome == outcome;
    }
}

/// <summary>A schedule that leads to a finding, with what matters of its steps.</summary>
/// <param name="Seed">The seed that drew it.</param>
/// <param name="Finding">What it leads to.</param>
/// <param name="Adversaries">Who takes part.</param>
/// <param name="Trace">The steps that touch what the finding is about, a line each.</param>
/// <param name="Steps">The number of all steps.</param>
public sealed record ReducedSchedule(
    long Seed, Finding Finding, Adversaries Adversaries, IReadOnlyList<string> Trace, int Steps);
