using System.Globalization;
using DmaModel.Analysis.Tables;

namespace DmaModel.Tests.Analysis.Tables;

public sealed class CsvTests
{
    [Fact]
    public void The_header_carries_the_unit_last_and_rows_end_in_a_newline()
    {
        var latency = new Column("latency_p99", "ns");
        var table = new Table([new("strategy"), latency, latency.HalfWidth(), new("cpus")]);
        table.Add("copy", 1234.5, 0.1, 4L);
        table.Add("mmap-ring", 1e21, double.NaN, Cell.Blank);

        Written(table).ShouldBe(
            "strategy,latency_p99_ns,latency_p99_half_width_ns,cpus\n"
            + "copy,1234.5,0.1,4\n"
            + "mmap-ring,1E+21,,\n");
    }

    [Fact]
    public void Fields_are_quoted_as_the_standard_asks()
    {
        var table = new Table([new("a"), new("b")]);
        table.Add("comma, here", "quote \" here");
        table.Add("two\nlines", " spaces ");
        table.Add("carriage\rreturn", "plain; text");

        Written(table).ShouldBe(
            "a,b\n"
            + "\"comma, here\",\"quote \"\" here\"\n"
            + "\"two\nlines\",\" spaces \"\n"
            + "\"carriage\rreturn\",plain; text\n");
    }

    [Fact]
    public void What_was_written_is_read_back_and_writes_the_same_bytes()
    {
        string[] texts = ["", "a", "0042", "1e5", "-", "NaN-like", "a,b", "\"", "\n", "\r\n", " x", "µ", "1,5", "+1", "-0"];
        var table = new Table([new("text"), new("number", "ns"), new("whole", "bytes"), new("rate", "per_s"), new("other")]);
        var random = new Random(7);
        foreach (var text in texts)
        {
            var anyBits = BitConverter.Int64BitsToDouble(random.NextInt64());
            table.Add(text, anyBits, random.NextInt64(), -random.NextDouble(), 0.1 + 0.2);
        }

        table.Add("extremes", double.MaxValue, long.MinValue, double.Epsilon, double.NegativeInfinity);

        var first = Written(table);
        var read = Csv.Read(new StringReader(first));

        Written(read).ShouldBe(first);
        read.Columns.ShouldBe(table.Columns);
        read.Rows.Count.ShouldBe(table.Rows.Count);
        for (var row = 0; row < table.Rows.Count; row++)
        {
            read[row, "text"].ToString().ShouldBe(table[row, "text"].ToString());
            read[row, "number"].Number.ShouldBe(table[row, "number"].Number);
            read[row, "whole"].ShouldBe(table[row, "whole"]);
        }
    }

    [Fact]
    public void A_row_written_alone_is_the_row_of_the_whole()
    {
        var table = new Table([new("a"), new("b")]);
        table.Add("x, y", 0.1);
        using var output = new StringWriter();

        Csv.WriteHeader(table.Columns, output);
        Csv.WriteRow(table.Rows[0], output);

        output.ToString().ShouldBe(Written(table));
    }

    [Fact]
    public void A_row_of_one_blank_is_still_a_row()
    {
        var table = new Table([new("only")]);
        table.Add(Cell.Blank);
        table.Add("x");

        var read = Csv.Read(new StringReader(Written(table)));

        read.Rows.Count.ShouldBe(2);
        read[0, "only"].IsBlank.ShouldBeTrue();
    }

    [Fact]
    public void The_culture_of_the_thread_changes_nothing()
    {
        var table = new Table([new("number", "ns")]);
        table.Add(-1234.5);
        var expected = Written(table);
        var before = CultureInfo.CurrentCulture;

        // Built by hand, since the tests run without the data of any real culture.
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NumberGroupSeparator = ".";
        german.NumberFormat.NegativeSign = "−";
        try
        {
            CultureInfo.CurrentCulture = german;
            Written(table).ShouldBe(expected);
            Csv.Read(new StringReader(expected))[0, "number"].Number.ShouldBe(-1234.5);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Both_kinds_of_newline_and_semicolons_in_text_are_read()
    {
        var read = Csv.Read(new StringReader("a,b_ns\r\nx;y,1\r\n"));

        read.Columns.ShouldBe([new("a"), new("b", "ns")]);
        read[0, "a"].ToString().ShouldBe("x;y");
    }

    [Theory]
    [InlineData("", "no header")]
    [InlineData("a,b\n1\n", "Line 2")]
    [InlineData("a,b\n1,2\n1,2,3\n", "Line 3")]
    [InlineData("a,a\n1,2\n", "Two columns are called 'a'")]
    [InlineData("a,b\n1,\"2\n", "Line 2")]
    public void A_malformed_table_is_refused_with_its_place(string text, string expected) =>
        Should.Throw<FormatException>(() => Csv.Read(new StringReader(text))).Message.ShouldContain(expected);

    [Theory]
    [InlineData("latency_p99_ns", "latency_p99", "ns")]
    [InlineData("throughput_bytes_per_s", "throughput", "bytes_per_s")]
    [InlineData("cpu_time_ns_per_byte", "cpu_time", "ns_per_byte")]
    [InlineData("strategy", "strategy", "")]
    [InlineData("ns", "ns", "")]
    public void A_header_is_split_into_name_and_known_unit(string header, string name, string unit)
    {
        Column.FromHeader(header).ShouldBe(new Column(name, unit));
        Column.FromHeader(header).Header.ShouldBe(header);
    }

    private static string Written(Table table)
    {
        using var output = new StringWriter();
        Csv.Write(table, output);
        return output.ToString();
    }
}
