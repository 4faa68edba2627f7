using System.Globalization;
using DmaModel.Analysis.Figures;

namespace DmaModel.Experiments.Claims.Threads;

/// <summary>Draws the verdicts of a thread over the years whose machines they were tried on.</summary>
internal static class VerdictBoard
{
    // Blue for what holds and orange for what does not are told apart by all; what is half and half lies between.
    private static readonly (Verdict Verdict, BoardTone Tone)[] Tones =
    [
        (Verdict.Supported, new BoardTone("holds", "#0072B2")),
        (Verdict.Conditional, new BoardTone("in part", "#A9CCE3")),
        (Verdict.Refuted, new BoardTone("fails", "#E08F00")),
        (Verdict.Inconclusive, new BoardTone("undecided", "#D9D9D9")),
    ];

    /// <summary>The figure.</summary>
    public static BoardFigure Of(ThreadFinding finding)
    {
        var year = finding.Thread.Year;
        var rows = finding.Claims.Select(claim => (claim.Claim, Eras: EraVerdict.Of(claim, year))).ToList();
        var years = rows.SelectMany(row => row.Eras).Select(era => era.Year).OfType<int>().Append(year)
            .Distinct().Order().ToList();
        var settings = rows.SelectMany(row => row.Eras).Where(era => era.Year is not null)
            .GroupBy(era => era.Year!.Value, era => era.Setting).OrderBy(group => group.Key)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Distinct().Order(StringComparer.Ordinal))}");
        return new BoardFigure(
            finding.Thread.PageName,
            "What became of the arguments",
            [.. years.Select(one => one.ToString(CultureInfo.InvariantCulture))],
            [.. rows.Select(row => new BoardRow(row.Claim.Id, row.Claim.Says, [.. years.Select(one => CellOf(row.Eras, one))]))],
            [.. Tones.Select(tone => tone.Tone)])
        {
            Subtitle = $"{finding.Thread.List}, {finding.Thread.Date}, on the machines of four times",
            Notes =
            [
                string.Join("; ", settings) + ".",
                "Its own year is judged at full precision, the others with shorter runs; an empty place was not tried.",
            ],
        };
    }

    private static BoardCell? CellOf(IReadOnlyList<EraVerdict> eras, int year)
    {
        var era = eras.FirstOrDefault(one => one.Year == year);
        var tone = Array.FindIndex(Tones, one => one.Verdict == era?.Verdict);
        return era is null || tone < 0
            ? null
            : new BoardCell(tone, era.Boundary.Length > 0 ? era.Boundary : Reading.Names.Of(era.Verdict));
    }
}
