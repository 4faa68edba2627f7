using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Claims.Trial;

namespace DmaModel.Experiments.Claims.Evidence;

/// <summary>The verdicts on claims, a row each.</summary>
public static class VerdictTable
{
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
}
