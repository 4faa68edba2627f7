using System.Text.Json;
using System.Text.Json.Nodes;
using DmaModel.Analysis.Tables;

namespace DmaModel.Cli;

/// <summary>Writes tables in the format that was asked for.</summary>
internal static class TableWriter
{
    /// <summary>The widest line of text.</summary>
    public const int Width = 75;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes a table for people.</summary>
    public static void WriteForPeople(Table table, TableFormat format, TextWriter output)
    {
        if (format == TableFormat.Md)
            MarkdownTable.Write(table, output, Width);
        else
            TextTable.Write(table, output, Width);
    }

    /// <summary>Writes a table for programs.</summary>
    public static void WriteForPrograms(Table table, TableFormat format, TextWriter output)
    {
        if (format == TableFormat.Csv)
            Csv.Write(table, output);
        else
            output.WriteLine(Json(table).ToJsonString(Indented));
    }

    /// <summary>Whether a format is for programs, which want nothing else in it.</summary>
    public static bool IsForPrograms(TableFormat format) => format is TableFormat.Csv or TableFormat.Json;

    private static JsonArray Json(Table table) =>
    [
        .. table.Rows.Select(row => (JsonNode)new JsonObject(
            table.Columns.Select((column, place) => KeyValuePair.Create(column.Header, Value(row[place]))))),
    ];

    // JSON has no infinity; a blank and what it cannot hold are null.
    private static JsonNode? Value(Cell cell)
    {
        if (!cell.IsNumber)
            return cell.IsBlank ? null : JsonValue.Create(cell.ToString());
        return double.IsFinite(cell.Number) ? JsonValue.Create(cell.Number) : null;
    }
}
