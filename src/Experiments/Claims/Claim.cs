using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Claims;

/// <summary>What a claim speaks of.</summary>
public enum ClaimKind
{
    /// <summary>A comparison of measured quantities.</summary>
    Perf,

    /// <summary>An outcome that adverse schedules can or cannot reach.</summary>
    Safety,

    /// <summary>A resource that is held, wasted or leaked.</summary>
    Cost,
}

/// <summary>Who argued it, where and when.</summary>
/// <param name="Author">The author.</param>
/// <param name="List">The mailing list.</param>
/// <param name="Date">The day, as year-month-day or as much of it as is known.</param>
public sealed record ClaimSource(string Author, string List, string Date)
{
    /// <summary>The source in one line: 'E. W. Biederman, linux-mm, 2000-04-20'.</summary>
    public override string ToString() => $"{Author}, {List}, {Date}";
}

/// <summary>An argument of a thread, with the experiment that decides it.</summary>
public sealed record Claim
{
    /// <summary>The number in the register, such as 'KIO-12'.</summary>
    public required string Id { get; init; }

    /// <summary>What it speaks of.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>The argument, in a sentence of ours.</summary>
    public required string Says { get; init; }

    /// <summary>Who argued it.</summary>
    public required ClaimSource Source { get; init; }

    /// <summary>How it is put to the test: what is modelled, on which machine, and what is compared.</summary>
    public required string Setting { get; init; }

    /// <summary>What was learnt from the verdict, written after the run; empty if nothing needs saying.</summary>
    public required string Remark { get; init; }

    /// <summary>Why it is not modelled; empty for a claim that is.</summary>
    public required string NotModelled { get; init; }

    /// <summary>
    /// The experiment that decides it; null for a claim that schedules alone decide, and for one that is not modelled.
    /// </summary>
    public required Experiment? Experiment { get; init; }

    /// <summary>What has to hold, all of it, for the argument to be right.</summary>
    public required IReadOnlyList<Expectation> Expectations { get; init; }

    /// <summary>The experiment, which expectations other than those on schedules rest on.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Experiment Measured => Experiment ?? throw new InvalidOperationException($"{Id} has no experiment.");

    /// <summary>The file that it was read from.</summary>
    public required SourceFile File { get; init; }

    /// <summary>The name of the file without its extension, which is the identity in lower case: 'kio-12'.</summary>
    public string Name => Id.ToLowerInvariant();

    /// <summary>The thread that it comes from: 'KIO'.</summary>
    public string Thread => Id[..Id.IndexOf('-')];
}
