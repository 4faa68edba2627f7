using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Tables;

namespace DmaModel.Analysis.Reports;

/// <summary>What a report says, free of how it is set. In all texts `backticks` enclose commands and names.</summary>
/// <param name="Title">The title.</param>
/// <param name="Question">The question that the report answers, or empty.</param>
public sealed record Report(string Title, string Question)
{
    /// <summary>The paragraphs that answer the question, before everything else.</summary>
    public IReadOnlyList<string> Lead { get; init; } = [];

    /// <summary>The sections.</summary>
    public IReadOnlyList<ReportSection> Sections { get; init; } = [];

    /// <summary>What the results rest on, at the end: versions, seeds, hashes.</summary>
    public IReadOnlyList<Definition> Colophon { get; init; } = [];
}

/// <summary>A section under a heading.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Blocks">What it holds, in order.</param>
public sealed record ReportSection(string Heading, IReadOnlyList<ReportBlock> Blocks)
{
    /// <summary>The sections within it.</summary>
    public IReadOnlyList<ReportSection> Subsections { get; init; } = [];
}

/// <summary>One piece of a section.</summary>
public abstract record ReportBlock;

/// <summary>A paragraph.</summary>
/// <param name="Text">The text.</param>
public sealed record Paragraph(string Text) : ReportBlock;

/// <summary>A list of points.</summary>
/// <param name="Items">The points.</param>
public sealed record Points(IReadOnlyList<string> Items) : ReportBlock;

/// <summary>A paragraph set apart.</summary>
/// <param name="Kind">How much it matters.</param>
/// <param name="Text">The text.</param>
public sealed record Note(NoteKind Kind, string Text) : ReportBlock;

/// <summary>How much a note matters.</summary>
public enum NoteKind
{
    /// <summary>Good to know.</summary>
    Remark,

    /// <summary>The results are less than was asked for.</summary>
    Warning,
}

/// <summary>A figure and the command that makes it again.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Command">The command, or empty.</param>
public sealed record FigureBlock(Figure Figure, string Command) : ReportBlock;

/// <summary>A table under a caption.</summary>
/// <param name="Caption">What the table shows.</param>
/// <param name="Table">The table; half-widths stand beside their means.</param>
public sealed record TableBlock(string Caption, Table Table) : ReportBlock;

/// <summary>Commands or text that keep their lines.</summary>
/// <param name="Text">The text.</param>
public sealed record Listing(string Text) : ReportBlock;

/// <summary>Ways to other pages, in one line.</summary>
/// <param name="Items">The links.</param>
public sealed record Links(IReadOnlyList<Link> Items) : ReportBlock;

/// <summary>A way to another page.</summary>
/// <param name="Text">What to press.</param>
/// <param name="Target">The page, relative to this one.</param>
public sealed record Link(string Text, string Target);

/// <summary>Terms and what they mean.</summary>
/// <param name="Items">The terms.</param>
public sealed record Definitions(IReadOnlyList<Definition> Items) : ReportBlock;

/// <summary>A term and what it means.</summary>
/// <param name="Term">The term.</param>
/// <param name="Meaning">The meaning.</param>
public sealed record Definition(string Term, string Meaning);
