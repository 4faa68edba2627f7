using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Claims.Trial;

namespace DmaModel.Experiments.Claims.Evidence;

/// <summary>The verdicts on claims, a row each.</summary>
public static class VerdictTable
{
    private const int Brief = 110;

    /// <summary>The table for a page that has little room: where a claim holds, or else what was measured.</summary>
    public static Table Short(IReadOnlyList<ClaimFinding> findings)
    {
        var table = new Table([new Column("claim"), new Column("argued_by"), new Column("verdict"), new Column("in_short")]);
        foreach (var finding in findings)
        {
            var text = finding.Boundary.Length > 0 ? finding.Boundary : FindingWords.Range(finding);
            table.Add(finding.Claim.Id, finding.Claim.Source.Author, Reading.Names.Of(finding.Verdict), Cut(text));
        }

        return table;
    }

    /// <summary>A verdict in a line: the word, and where it holds.</summary>
    public static string InShort(Verdict verdict, string boundary) =>
        Reading.Names.Of(verdict) + (boundary.Length > 0 ? $"; {Cut(boundary)}" : "");

    /// <summary>The table.</summary>
    public static Table Of(IReadOnlyList<ClaimFinding> findings)
    {
        var table = new Table(
        [
            new Column("claim"), new Column("argued_by"), new Column("verdict"), new Column("effect"), new Column("boundary"),
        ]);
        foreach (var finding in findings)
        {
            table.Add(
                finding.Claim.Id,
                finding.Claim.Source.Author,
                Reading.Names.Of(finding.Verdict),
                FindingWords.Range(finding),
                finding.Boundary);
        }

        return table;
    }

    private static string Cut(string text) =>
        text.Length > Brief ? text[..text.LastIndexOfAny([' ', ';'], Brief)].TrimEnd(';', ',') + " …" : text;
}
