using System.Xml.Linq;
using DmaModel.Analysis;
using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Figures.Styles;
using DmaModel.Tests.Golden;

namespace DmaModel.Tests.Analysis.Figures;

public sealed class SvgFigureWriterTests
{
    private static readonly Axis Load = new("Offered load", Quantity.ByteRate);
    private static readonly Axis Latency = new("Latency p99", Quantity.Time, AxisScale.Log10);

    public static TheoryData<string> Ids => [.. SampleFigures.All.Select(figure => figure.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_figure_looks_as_it_did_when_it_was_looked_at(string id) =>
        GoldenFile.ShouldMatch(Drawn(id), "figures", $"{id}.svg");

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_words_cover_each_other_and_all_stand_on_the_page(string id) => SvgText.ShouldReadWell(Drawn(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_figure_is_named_and_described_for_those_who_do_not_see_it(string id)
    {
        var root = XDocument.Parse(Drawn(id)).Root!;

        ((string?)root.Attribute("role")).ShouldBe("img");
        ((string?)root.Attribute("aria-labelledby")).ShouldBe($"{id}-title {id}-desc");
        root.Element(SvgText.Svg + "title")!.Value.ShouldBe(Figure(id).Title);
        root.Element(SvgText.Svg + "desc")!.Value.Length.ShouldBeGreaterThan(40);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Identifiers_carry_the_figure_and_every_reference_has_one(string id)
    {
        var drawing = Drawn(id);
        var identifiers = XDocument.Parse(drawing).Descendants().Attributes("id").Select(attribute => attribute.Value).ToArray();

        identifiers.ShouldAllBe(identifier => identifier.StartsWith(id + "-"));
        identifiers.ShouldBeUnique();
        foreach (var reference in drawing.Split("url(#").Skip(1).Select(rest => rest[..rest.IndexOf(')')]))
            identifiers.ShouldContain(reference);
        drawing.ShouldNotContain("<script");
        drawing.ShouldNotContain("href");
    }

    [Fact]
    public void Text_of_any_kind_is_escaped()
    {
        var series = new LineSeries("<i>\u0001\n]]>", [new(1e9, 5_000, 4_000, 6_000)]);
        var figure = Lines("a < b & \"c\" > 'd'", [series]) with { Description = "<&>" };

        var root = XDocument.Parse(SampleFigures.Writer.Write(figure)).Root!;

        root.Element(SvgText.Svg + "title")!.Value.ShouldBe("a < b & \"c\" > 'd'");
        root.Element(SvgText.Svg + "desc")!.Value.ShouldBe("<&>");
    }

    [Fact]
    public void A_saturated_point_without_value_is_a_hollow_marker_in_the_strip_and_never_a_number()
    {
        var drawing = Drawn("latency-p99-by-load");

        Words(drawing).ShouldContain("saturated");
        Words(drawing).ShouldContain("saturated: the backlog");
        drawing.ShouldContain("copy saturates here");
        drawing.ShouldNotContain("NaN");
    }

    [Fact]
    public void A_saturated_point_with_a_value_is_hollow_and_its_segment_dotted()
    {
        var paths = XDocument.Parse(Drawn("throughput-by-load")).Descendants(SvgText.Svg + "path").ToArray();

        var saturated = Array.FindAll(paths, path => path.Value.EndsWith(", saturated", StringComparison.Ordinal));

        saturated.Length.ShouldBe(5 + 4 + 3);
        saturated.ShouldAllBe(path => path.Attribute("fill")!.Value == "#FFFFFF");
        paths.Count(path => (string?)path.Attribute("stroke-dasharray") == "2 3").ShouldBe(3);
    }

    [Fact]
    public void One_replication_is_told_where_no_interval_can_be_drawn()
    {
        Words(Drawn("throughput-by-load")).ShouldContain("No point has an interval: one replication gives none.");
        var mixed = Lines("Mixed", [new("copy", [new(1e9, 5_000, double.NaN, double.NaN), new(2e9, 6_000, 5_900, 6_100)])]);
        Words(SampleFigures.Writer.Write(mixed)).ShouldContain("1 of 2 points have no interval: one replication gives none.");
    }

    [Fact]
    public void Points_without_a_place_on_a_logarithmic_axis_are_counted_below_it()
    {
        var figure = Lines("Zero", [new("copy", [new(1e9, 0, 0, 0), new(2e9, 6_000, 5_900, 6_100)])]);

        Words(SampleFigures.Writer.Write(figure))
            .ShouldContain("1 of 2 points are at or below zero and have no place on a logarithmic axis.");
    }

    [Fact]
    public void A_figure_without_data_is_still_a_figure()
    {
        var writer = SampleFigures.Writer;

        foreach (var figure in (Figure[])
            [
                Lines("Empty", []),
                Lines("No points", [new("copy", [])]),
                new BarFigure("empty", "Empty", Load, [new BarPanel("", [])]),
                new StackedBarFigure("empty", "Empty", Load, [new StackPanel("", [new Stack("copy", [])])]),
                new CdfFigure("empty", "Empty", Load, [new CdfPanel("", [])]),
                new HeatMapFigure("empty", "Empty", Load, Load, Load, []),
            ])
        {
            SvgText.ShouldReadWell(writer.Write(figure));
        }
    }

    [Fact]
    public void Lengths_that_do_not_add_up_are_refused()
    {
        var figure = new StackedBarFigure("bad", "Bad", Load, [new StackPanel("", [new Stack("copy", [new("pin", -1)])])]);

        Should.Throw<ArgumentException>(() => SampleFigures.Writer.Write(figure)).Message.ShouldContain("'pin' is -1");
    }

    [Fact]
    public void A_segment_too_short_to_see_is_named_below_and_not_in_the_legend()
    {
        var stack = new Stack("copy", [new("device", 5_000), new("fault", 2), new("pin", 0)]);
        var figure = new StackedBarFigure("short", "Short", new Axis("Latency", Quantity.Time), [new StackPanel("", [stack])]);

        var words = Words(SampleFigures.Writer.Write(figure)).ToArray();

        words.ShouldContain("device");
        words.ShouldNotContain("fault");
        words.ShouldNotContain("pin");
        words.ShouldContain("Too short to see: fault.");
    }

    [Fact]
    public void The_words_of_random_figures_never_cover_each_other()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 60; trial++)
        {
            var panels = random.Next(1, 8);
            var unit = Math.Pow(10, random.Next(-2, 10));
            var figure = new LineFigure(
                "random",
                $"Trial {trial} asks a question",
                Load,
                Latency with { Scale = (AxisScale)random.Next(3) },
                [.. Enumerable.Range(1, panels).Select(panel => new LinePanel($"Panel {panel}", [.. Series(random, unit)]))])
            {
                SharedX = random.Next(2) == 0,
                SharedY = random.Next(2) == 0,
                Subtitle = "Under some conditions",
                Notes = ["A note so long that it takes more than one line: " + string.Join(' ', SampleFigures.Strategies)],
            };
            SvgText.ShouldReadWell(SampleFigures.Writer.Write(figure));
        }
    }

    [Fact]
    public void The_words_of_random_bars_never_cover_each_other()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 60; trial++)
        {
            var unit = Math.Pow(10, random.Next(-2, 12));
            var stacks = SampleFigures.Strategies.Select(name => Stack(random, name, unit)).ToArray();
            var panels = Enumerable.Range(1, random.Next(1, 6)).Select(panel => new StackPanel($"Panel {panel}", stacks));
            SvgText.ShouldReadWell(SampleFigures.Writer.Write(
                new StackedBarFigure("random", "Random", new Axis("Mean latency", Quantity.Time), [.. panels])));
        }
    }

    [Fact]
    public void A_name_has_one_colour_in_every_kind_of_figure()
    {
        var colour = SeriesStyles.ForSeries(SampleFigures.Strategies).Assign(["mmap-prefault"])["mmap-prefault"].Colour;

        foreach (var id in (string[])["latency-p99-by-load", "eras", "distribution"])
            Drawn(id).ShouldContain(colour);
    }

    private static Figure Figure(string id) => SampleFigures.All.First(figure => figure.Id == id);

    private static string Drawn(string id) => SampleFigures.Writer.Write(Figure(id));

    private static IEnumerable<string> Words(string drawing) => SvgText.Words(XDocument.Parse(drawing)).Select(box => box.Text);

    private static LineFigure Lines(string title, IReadOnlyList<LineSeries> series) =>
        new("lines", title, Load, Latency, [new LinePanel("", series)]);

    private static IEnumerable<LineSeries> Series(Random random, double unit)
    {
        return SampleFigures.Strategies.Take(random.Next(1, 9)).Select(name =>
            new LineSeries(name, [.. Enumerable.Range(1, random.Next(1, 12)).Select(Point)]));

        LinePoint Point(int step)
        {
            var (x, y) = (step * unit, unit * Math.Pow(10, random.NextDouble() * 4));
            return step > 8 ? LinePoint.SaturatedAt(x) : new LinePoint(x, y, y * 0.9, y * 1.1, random.Next(5) == 0);
        }
    }

    private static Stack Stack(Random random, string name, double unit)
    {
        var segments = SampleFigures.Stages
            .Select(stage => new StackSegment(stage, Math.Max(0, random.NextDouble() - 0.3) * unit));
        return new Stack(name, [.. segments]) { Saturated = random.Next(6) == 0 };
    }
}
