namespace DmaModel.Analysis.Figures;

/// <summary>What a figure shows, free of how it is drawn.</summary>
/// <param name="Id">
/// Lower-case letters, digits and hyphens, unique within a page: 'latency-p99-by-load'. It names the parts of the
/// drawing and suits as the name of a file.
/// </param>
/// <param name="Title">The question that the figure answers, or the finding that it shows.</param>
public abstract record Figure(string Id, string Title)
{
    /// <summary>The conditions it holds under: platform, CPUs, direction, arrival process.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Lines below the figure: what the intervals are, how many replications, what was left out.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the figure says in words, for those who do not see it; empty lets the writer describe its parts.</summary>
    public string Description { get; init; } = "";
}
