using CsvHelper;

namespace DmaModel.Analysis.Tables;

/// <summary>Tables as comma-separated values by RFC 4180, with '\n' newlines: the only file that names the CSV library.</summary>
/// <remarks>The same table always gives the same bytes, on every machine and in every culture.</remarks>
public static class Csv
{
    // Spaces at either end are quoted as well, since many readers trim bare ones.
    private static readonly CsvWriterOptions Writing = new()
    {
        NewLine = "\n",
        Quoting = CsvQuoting.WhenNeededOrWhitespace,
        BufferSize = 4096,
    };

    private static readonly CsvReaderOptions Reading = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        TrackLineNumbers = true,
    };

    /// <summary>Writes the header and all rows; the output stays open.</summary>
    public static void Write(Table table, TextWriter output)
    {
        using var writer = CsvWriter.Create(output, Writing, leaveOpen: true);
        WriteRecord(writer, table.Columns.Select(column => column.Header));
        foreach (var row in table.Rows)
            WriteRecord(writer, row.Select(cell => cell.ToString()));
    }

    /// <summary>Writes the header line alone, for a file that then grows row by row.</summary>
    public static void WriteHeader(IReadOnlyList<Column> columns, TextWriter output)
    {
        using var writer = CsvWriter.Create(output, Writing, leaveOpen: true);
        WriteRecord(writer, columns.Select(column => column.Header));
    }

    /// <summary>Writes one row and its newline; the output has the whole row when this returns.</summary>
    public static void WriteRow(IReadOnlyList<Cell> cells, TextWriter output)
    {
        using var writer = CsvWriter.Create(output, Writing, leaveOpen: true);
        WriteRecord(writer, cells.Select(cell => cell.ToString()));
    }

    /// <summary>Reads a table with a header line, written with any newline; the input stays open.</summary>
    /// <param name="input">The text.</param>
    /// <param name="keeps">Whether a row is part of the table; null for all rows.</param>
    /// <exception cref="FormatException">
    /// There is no header, two columns have the same name, quotes do not close, or a row has more or fewer fields
    /// than the header. The message names the line.
    /// </exception>
    public static Table Read(TextReader input, Func<Table, IReadOnlyList<Cell>, bool>? keeps = null)
    {
        using var reader = CsvReader.Create(input, Reading, leaveOpen: true);
        try
        {
            reader.ReadHeader();
            if (reader.Headers.Count == 0)
                throw new FormatException("The table is empty: it has no header line.");

            var table = new Table([.. reader.Headers.Select(Column.FromHeader)]);
            var row = new Cell[table.Columns.Count];
            while (reader.Read())
            {
                for (var field = 0; field < row.Length; field++)
                    row[field] = Cell.Parse(reader.GetString(field));
                if (keeps?.Invoke(table, row) != false)
                    table.Add(row);
            }

            return table;
        }
        catch (CsvFormatException malformed)
        {
            throw new FormatException($"Line {malformed.LineNumber} of the table is malformed: {malformed.Message}", malformed);
        }
        catch (ArgumentException repeated)
        {
            throw new FormatException($"The table's header is malformed: {repeated.Message}", repeated);
        }
    }

    private static void WriteRecord(CsvWriter writer, IEnumerable<string> fields)
    {
        foreach (var field in fields)
            writer.WriteField(field);
        writer.EndRecord();
    }
}
