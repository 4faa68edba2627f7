namespace DmaModel.Experiments.Claims.Trial;

/// <summary>How many replications a claim may use up before it is left undecided.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Looks">The numbers of replications after which the runs are looked at, in ascending order.</param>
/// <param name="Schedules">The schedules that are explored, as a share of those that a claim asks for.</param>
public sealed record ClaimPrecision(string Name, IReadOnlyList<int> Looks, double Schedules)
{
    /// <summary>How many places of each kind are tried again with what could turn the verdict.</summary>
    public int NearestOfEach { get; init; } = 4;

    /// <summary>A first impression.</summary>
    public static ClaimPrecision Quick { get; } = new("quick", [3, 6], Schedules: 0.1) { NearestOfEach = 1 };

    /// <summary>What verdicts are given with unless another is asked for.</summary>
    public static ClaimPrecision Default { get; } = new("default", [5, 10, 20, 40], Schedules: 1);

    /// <summary>For differences of a few per mille.</summary>
    public static ClaimPrecision Fine { get; } = new("fine", [10, 20, 40, 80, 160], Schedules: 10);

    /// <summary>All of them, from the coarsest.</summary>
    public static IReadOnlyList<ClaimPrecision> All { get; } = [Quick, Default, Fine];

    /// <summary>The confidence with which one place is judged at one look, so that all of them together are wrong at most
    /// as often as a share.</summary>
    /// <remarks>
    /// By Bonferroni's inequality: the share is divided by the number of places and by that of looks. It asks for more than
    /// it must, and holds however the places depend on each other.
    /// </remarks>
    /// <param name="confidence">The confidence in the claim as a whole.</param>
    /// <param name="places">The number of places judged.</param>
    public double ConfidenceOfOne(double confidence, int places) => 1 - ((1 - confidence) / Math.Max(1, places) / Looks.Count);
}
