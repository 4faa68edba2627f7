using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Claims.Threads;

/// <summary>A thread of a mailing list: the course of an argument, and the claims that came up in it.</summary>
public sealed record ClaimThread
{
    /// <summary>What its claims are named after, such as 'KIO'.</summary>
    public required string Id { get; init; }

    /// <summary>The question it was about.</summary>
    public required string Title { get; init; }

    /// <summary>The mailing list.</summary>
    public required string List { get; init; }

    /// <summary>When it was held, ending in the year: 'October 2000'.</summary>
    public required string Date { get; init; }

    /// <summary>How it began, and between whom.</summary>
    public required string About { get; init; }

    /// <summary>Its course, step by step.</summary>
    public required IReadOnlyList<ThreadStep> Course { get; init; }

    /// <summary>What its verdicts come to, written after they were computed; empty if nothing needs saying.</summary>
    public required string Remark { get; init; }

    /// <summary>The file that it was read from.</summary>
    public required SourceFile File { get; init; }

    /// <summary>The year it was held in.</summary>
    public int Year => Years.Of(Date) ?? 0;

    /// <summary>The name of its page without the extension: 'thread-kio'.</summary>
    public string PageName => $"thread-{Id.ToLowerInvariant()}";
}

/// <summary>A step of a thread's course.</summary>
/// <param name="Heading">What it is about.</param>
/// <param name="Says">What was said, in our words.</param>
/// <param name="Claims">The claims that it made, such as 'KIO-1'.</param>
public sealed record ThreadStep(string Heading, string Says, IReadOnlyList<string> Claims);
