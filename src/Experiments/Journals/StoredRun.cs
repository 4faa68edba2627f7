using DmaModel.Measurement;

namespace DmaModel.Experiments.Journals;

/// <summary>What is known of a run.</summary>
public enum RunState
{
    /// <summary>It is still to be run.</summary>
    Missing,

    /// <summary>It has a result.</summary>
    Done,

    /// <summary>It ended with an error, and would again.</summary>
    Failed,

    /// <summary>It was given up at a limit of time or of events.</summary>
    TimedOut,
}

/// <summary>Why a run has no result.</summary>
/// <param name="State">Failed or timed out.</param>
/// <param name="Error">What went wrong, in a sentence.</param>
/// <param name="IsInvariant">Whether an invariant of the model broke, which is the tool's fault and not the scenario's.</param>
public sealed record RunFailure(RunState State, string Error, bool IsInvariant);

/// <summary>A run that has ended, as journals keep it.</summary>
/// <param name="Key">The key of the run.</param>
/// <param name="Seconds">How long it took on the clock of the wall.</param>
/// <param name="Result">What it gave; null if it failed.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
public sealed record StoredRun(RunKey Key, double Seconds, RunResult? Result, RunFailure? Failure)
{
    /// <summary>How it ended.</summary>
    public RunState State => Failure?.State ?? RunState.Done;
}
