using DmaModel.Analysis.Tables;

namespace DmaModel.Tests.Analysis.Tables;

public sealed class TextTableTests
{
    [Fact]
    public void Half_widths_stand_beside_means_and_units_below_names()
    {
        Text(Sample()).ShouldBe("""
                                  latency p99     throughput
            strategy      size             µs           GB/s
            ----------  ------  -------------  -------------
            copy         4 KiB   12.35 ± 0.12  2.600 ± 0.010
            pin-per-io  64 KiB  120.00 ± 0.50      1.700 ± ?
            mmap-ring    1 GiB

            ± ?: one replication gives no interval.

            """);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(75)]
    [InlineData(40)]
    [InlineData(24)]
    public void No_line_is_wider_than_asked_and_every_row_keeps_its_name(int width)
    {
        var table = Wide();
        using var text = new StringWriter();
        using var markdown = new StringWriter();

        TextTable.Write(table, text, width);
        MarkdownTable.Write(table, markdown, width);

        foreach (var written in (string[])[text.ToString(), markdown.ToString()])
        {
            written.Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(width);
            var names = written.Split('\n').Count(line => line.Contains("row-1", StringComparison.Ordinal));
            names.ShouldBe(written.Split('\n').Count(line => line.Contains("row-2", StringComparison.Ordinal)));
            names.ShouldBeGreaterThanOrEqualTo(1);
        }
    }

    [Fact]
    public void Bars_in_markdown_are_escaped_and_numbers_line_up_at_the_right()
    {
        var table = new Table([new("name"), new("count")]);
        table.Add("a|b", 12L);
        using var output = new StringWriter();

        MarkdownTable.Write(table, output);

        output.ToString().ShouldBe("| name | count |\n| ---- | ----: |\n| a\\|b |    12 |\n");
    }

    [Fact]
    public void One_outlier_does_not_choose_the_unit()
    {
        var table = new Table([new("time", "ns")]);
        foreach (var time in (double[])[1_500, 2_500, 3_500, 9e9])
            table.Add(time);

        Text(table).Split('\n').Select(line => line.Trim())
            .ShouldBe(["time", "µs", "-------------", "1.500", "2.500", "3.500", "9,000,000.000", ""]);
    }

    private static string Text(Table table)
    {
        using var output = new StringWriter();
        TextTable.Write(table, output);
        return output.ToString();
    }

    private static Table Sample()
    {
        var latency = new Column("latency_p99", "ns");
        var throughput = new Column("throughput", "bytes_per_s");
        var table = new Table(
            [new("strategy"), new("size", "bytes"), latency, latency.HalfWidth(), throughput, throughput.HalfWidth()]);
        table.Add("copy", 4096L, 12_345.6, 123.4, 2.6e9, 1e7);
        table.Add("pin-per-io", 65536L, 120_000.0, 500.0, 1.7e9, Cell.Blank);
        table.Add("mmap-ring", 1L << 30, Cell.Blank, Cell.Blank, Cell.Blank, Cell.Blank);
        return table;
    }

    private static Table Wide()
    {
        var metrics = Enumerable.Range(1, 12).Select(number => new Column($"metric_number_{number}", "ns"));
        var table = new Table([new("name"), .. metrics]);
        table.Add("row-1", 1.5, 2.5, "text that goes on and on and on", 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0);
        table.Add("row-2", 1.5, 2.5, "short", 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0);
        return table;
    }
}
