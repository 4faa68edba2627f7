using DmaModel.Experiments.Claims.Judging;
using DmaModel.Experiments.Claims.Robustness;

namespace DmaModel.Experiments.Claims.Trial;

/// <summary>What was found of a claim.</summary>
public sealed record ClaimFinding
{
    /// <summary>The claim.</summary>
    public required Claim Claim { get; init; }

    /// <summary>What was found of each thing that it expects.</summary>
    public required IReadOnlyList<ExpectationFinding> Expectations { get; init; }

    /// <summary>How far the verdict survives changes of what it rests on; null where that was not tried.</summary>
    public RobustnessFinding? Robustness { get; init; }

    /// <summary>The number of replications of the scenarios that were repeated most.</summary>
    public required int Replications { get; init; }

    /// <summary>The number of runs.</summary>
    public required long Runs { get; init; }

    /// <summary>The runs that the figures are drawn from; null for a claim without an experiment.</summary>
    public required RunMatrix? Matrix { get; init; }

    /// <summary>Whether the budget ended before everything was decided.</summary>
    public required bool OutOfBudget { get; init; }

    /// <summary>The verdict.</summary>
    public Verdict Verdict => Verdicts.Of([.. Expectations.Select(one => one.Verdict)]);

    /// <summary>Where it holds, in words; empty where it holds, or fails, everywhere.</summary>
    public string Boundary
    {
        get
        {
            if (Expectations.Count == 1)
                return Expectations[0].Boundary;
            var parts = Expectations.Index().Where(one => one.Item.Boundary.Length > 0 || Verdict == Verdict.Conditional)
                .Select(one => (one.Index, Where: one.Item.Boundary.Length > 0 ? one.Item.Boundary : Word(one.Item.Verdict)))
                .Select(one => FormattableString.Invariant($"({one.Index + 1}) {one.Where}"));
            return string.Join("; ", parts);
        }
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Supported => "holds",
        Verdict.Refuted => "does not hold",
        _ => "undecided",
    };
}
