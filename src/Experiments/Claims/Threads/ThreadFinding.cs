using DmaModel.Experiments.Claims.Trial;

namespace DmaModel.Experiments.Claims.Threads;

/// <summary>What was found of all claims of a thread.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Claims">What was found of its claims, in the order of their numbers.</param>
public sealed record ThreadFinding(ClaimThread Thread, IReadOnlyList<ClaimFinding> Claims)
{
    private static readonly (Verdict Verdict, string One, string Many)[] Words =
    [
        (Verdict.Supported, "holds wherever it was tried", "hold wherever they were tried"),
        (Verdict.Conditional, "holds in part", "hold in part"),
        (Verdict.Refuted, "holds nowhere", "hold nowhere"),
        (Verdict.Inconclusive, "is undecided", "are undecided"),
        (Verdict.NotModelled, "is not modelled", "are not modelled"),
    ];

    /// <summary>The threads all of whose claims were judged, in the order given.</summary>
    public static IReadOnlyList<ThreadFinding> Of(IReadOnlyList<ClaimThread> threads, IReadOnlyList<ClaimFinding> findings) =>
    [
        .. threads
            .Select(thread => new ThreadFinding(thread, [.. findings.Where(one => one.Claim.Thread == thread.Id)]))
            .Where(one => one.IsWhole),
    ];

    /// <summary>How many claims got each verdict, in a sentence.</summary>
    public string Tally
    {
        get
        {
            var told = Words.Select(word => (word.One, word.Many, Count: Claims.Count(one => one.Verdict == word.Verdict)))
                .Where(word => word.Count > 0)
                .Select(word => FormattableString.Invariant($"{word.Count} {(word.Count == 1 ? word.One : word.Many)}"));
            return FormattableString.Invariant($"Of {Claims.Count} arguments, {string.Join(", ", told)}.");
        }
    }

    /// <summary>What was found of the claims of a step.</summary>
    public IEnumerable<ClaimFinding> Of(ThreadStep step) => step.Claims.Select(id => Claims.First(one => one.Claim.Id == id));

    /// <summary>The verdict on the newest machine, or kernel, that is not the claim's own; null where none was tried.</summary>
    public EraVerdict? Today(ClaimFinding finding)
    {
        var eras = EraVerdict.Of(finding, Thread.Year);
        return eras.Count > 1 ? eras[^1] : null;
    }

    private bool IsWhole => Claims.Count > 0
        && Thread.Course.SelectMany(step => step.Claims).All(id => Claims.Any(claim => claim.Claim.Id == id));
}
