using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DmaModel.Analysis;
using DmaModel.Analysis.Tables;

namespace DmaModel.Experiments.Diffs;

/// <summary>Writes a comparison of results for people and for programs.</summary>
public static class DiffText
{
    private const int Width = 100;
    private const int MostNotes = 12;
    private const int MostNames = 6;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Writes all of it as JSON.</summary>
    public static void WriteJson(DiffReport report, TextWriter output) =>
        output.Write(JsonSerializer.Serialize(report, Json) + "\n");

    /// <summary>Writes it for a terminal, or as Markdown.</summary>
    /// <param name="report">The comparison.</param>
    /// <param name="rows">The most rows of the table: the largest differences.</param>
    /// <param name="isMarkdown">Whether it is to be Markdown.</param>
    /// <param name="output">Where to write.</param>
    public static void Write(DiffReport report, int rows, bool isMarkdown, TextWriter output)
    {
        var bullet = isMarkdown ? "- " : "";
        output.Write($"{bullet}before: {report.Before}\n{bullet}after: {report.After}\n");
        foreach (var note in report.Notes.Take(MostNotes))
            output.Write($"{bullet}{note}\n");
        if (report.Notes.Count > MostNotes)
            output.Write($"{bullet}and {report.Notes.Count - MostNotes} more that differ between the two\n");
        WriteNames(bullet + "only before", report.Missing, output);
        WriteNames(bullet + "only after", report.Extra, output);
        output.Write($"\n{Sentence(report)}\n");
        WriteTable(report, rows, isMarkdown, output);
    }

    /// <summary>The verdict as people read it.</summary>
    public static string Word(DiffVerdict verdict) => verdict switch
    {
        DiffVerdict.Identical => "identical",
        DiffVerdict.Equal => "equal",
        DiffVerdict.NotShown => "not shown",
        _ => "different",
    };

    private static void WriteNames(string title, IReadOnlyList<string> names, TextWriter output)
    {
        if (names.Count == 0)
            return;

        var rest = names.Count > MostNames ? $"; and {names.Count - MostNames} more" : "";
        var what = names.Count == 1 ? "scenario" : "scenarios";
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{title}: {names.Count} {what} ({string.Join("; ", names.Take(MostNames))}{rest})\n"));
    }

    private static string Sentence(DiffReport report)
    {
        var counts = Enum.GetValues<DiffVerdict>().Reverse().Where(verdict => report.Count(verdict) > 0)
            .Select(verdict => string.Create(CultureInfo.InvariantCulture, $"{report.Count(verdict)} {Word(verdict)}"));
        var method = report.Differences.Any(difference => difference.Paired) ? "pairs of replications" : "Welch's test";
        var verdict = report.Verdict switch
        {
            DiffVerdict.Identical => "Identical.",
            DiffVerdict.Equal when report.Differences.All(one => one.Verdict == DiffVerdict.Identical) =>
                "Equal: the same numbers, but not the same runs.",
            DiffVerdict.Equal => "Equal within the margin.",
            DiffVerdict.NotShown => "Neither a difference nor equality is shown; more replications would tell.",
            _ => "Different.",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict} Of {report.Differences.Count} comparisons: {string.Join(", ", counts)}\n"
            + $"({method}, margin {Percent(report.Margin)}, {Percent(report.Confidence)} intervals, Holm's correction).");
    }

    private static void WriteTable(DiffReport report, int rows, bool isMarkdown, TextWriter output)
    {
        var shown = report.Differences.Where(difference => difference.Verdict != DiffVerdict.Identical).ToList();
        if (shown.Count == 0)
            return;

        var table = new Table(
            [new Column("scenario"), new Column("metric"), new Column("before"), new Column("after"), new Column("change"),
                new Column("verdict")]);
        foreach (var difference in shown.Take(rows))
        {
            var quantity = Quantity.OfUnit(Column.FromHeader(difference.Metric).Unit);
            table.Add(
                difference.Scenario,
                Column.FromHeader(difference.Metric).Name,
                Value(quantity, difference.Before),
                Value(quantity, difference.After),
                ChangeOf(difference),
                Word(difference.Verdict));
        }

        output.Write('\n');
        if (isMarkdown)
            MarkdownTable.Write(table, output, Width, keyColumns: 2);
        else
            TextTable.Write(table, output, Width, keyColumns: 2);
        if (shown.Count > rows)
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\n{shown.Count - rows} smaller ones are not shown (--rows, or --format json).\n"));
    }

    private static string Value(Quantity quantity, double? value) =>
        value is { } number ? quantity.Format(number, digits: 4).Replace('\u00A0', ' ') : "none";

    private static string ChangeOf(MetricDiff difference) => difference.Change switch
    {
        null => "",
        { HalfWidth: { } half } change => $"{Signed(change.Share)} ± {Plain(half)} %",
        { } alone => Signed(alone.Share) + " % ± ?",
    };

    private static string Signed(double share) => (share < 0 ? "-" : "+") + Plain(Math.Abs(share));

    private static string Plain(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.###", CultureInfo.InvariantCulture) + " %";
}
