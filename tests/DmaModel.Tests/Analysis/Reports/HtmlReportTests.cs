using System.Xml;
using System.Xml.Linq;
using DmaModel.Analysis.Reports;
using DmaModel.Analysis.Tables;
using DmaModel.Tests.Analysis.Figures;

namespace DmaModel.Tests.Analysis.Reports;

public sealed class HtmlReportTests
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    [Fact]
    public void A_report_is_one_well_formed_file_that_asks_for_nothing_else()
    {
        var text = Rendered(Sample());

        Parsed(text).Root!.Name.ShouldBe(Html + "html");
        text.ShouldNotContain("<script");
        text.ShouldNotContain("<link");
        text.ShouldNotContain("src=");
        text.ShouldNotContain("@import");
        text.Replace("http://www.w3.org/", "").ShouldNotContain("://");
        text.ShouldContain("default-src 'none'");
        text.ShouldNotContain("\r");
    }

    [Fact]
    public void All_identifiers_differ_and_the_contents_lead_to_them()
    {
        var document = Parsed(Rendered(Sample()));
        var identifiers = document.Descendants().Select(element => (string?)element.Attribute("id")).OfType<string>().ToArray();

        identifiers.ShouldBeUnique();
        var links = document.Descendants(Html + "a").Select(link => ((string?)link.Attribute("href"))!).ToArray();
        links.ShouldBe(["#section-what-it-says", "#section-what-it-says-2", "#section-the-rest"]);
        links.Select(link => link[1..]).ShouldBeSubsetOf(identifiers);
    }

    [Fact]
    public void Each_figure_is_drawn_in_place_with_the_command_that_makes_it_again()
    {
        var figures = Parsed(Rendered(Sample())).Descendants(Html + "figure").ToArray();

        figures.Length.ShouldBe(SampleFigures.All.Count);
        figures.ShouldAllBe(figure => figure.Descendants(SvgText.Svg + "svg").Count() == 1);
        figures[0].Element(Html + "figcaption")!.Value
            .ShouldBe("Figure 1. Make it again: dmamodel run x.yaml --figure <latency-p99-by-load>");
    }

    [Fact]
    public void Tables_show_units_means_and_half_widths()
    {
        var table = Parsed(Rendered(Sample())).Descendants(Html + "table").Single();

        table.Element(Html + "caption")!.Value.ShouldBe("Table 1. At half load. ± ?: one replication gives no interval.");
        table.Descendants(Html + "th").Select(cell => cell.Value).ShouldBe(["strategy", "latency p99 µs", "copy", "mmap-ring"]);
        table.Descendants(Html + "td").Select(cell => cell.Value).ShouldBe(["12.35 ± 0.12", "9.500 ± ?"]);
        table.Descendants(Html + "td").ShouldAllBe(cell => (string?)cell.Attribute("class") == "n");
    }

    [Fact]
    public void Text_is_escaped_and_backticks_make_code()
    {
        var document = Parsed(Rendered(Sample()));

        document.Descendants(Html + "code").Select(code => code.Value).ShouldContain("a < b");
        document.Descendants(Html + "p").Select(paragraph => paragraph.Value).ShouldContain("Is 1 < 2 & 3 > 2? A lone ` stays.");
    }

    [Fact]
    public void A_report_gives_the_same_bytes_each_time() => Rendered(Sample()).ShouldBe(Rendered(Sample()));

    [Fact]
    public void Two_figures_of_one_name_are_refused()
    {
        var twice = new FigureBlock(SampleFigures.All[0], "");
        var report = new Report("Twice", "") { Sections = [new("Figures", [twice, twice])] };

        Should.Throw<ArgumentException>(() => Rendered(report)).Message.ShouldContain(SampleFigures.All[0].Id);
    }

    private static string Rendered(Report report) => new HtmlReport(SampleFigures.Writer).Render(report);

    private static XDocument Parsed(string html)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore };
        using var reader = XmlReader.Create(new StringReader(html), settings);
        return XDocument.Load(reader);
    }

    private static Report Sample()
    {
        var latency = new Column("latency_p99", "ns");
        var table = new Table([new("strategy"), latency, latency.HalfWidth()]);
        table.Add("copy", 12_345.6, 123.4);
        table.Add("mmap-ring", 9_500.0, Cell.Blank);
        var figures = SampleFigures.All.Select(figure => new FigureBlock(figure, $"dmamodel run x.yaml --figure <{figure.Id}>"));
        return new Report("A report & more", "Is 1 < 2 & 3 > 2? A lone ` stays.")
        {
            Lead = ["The answer is `a < b`."],
            Sections =
            [
                new("What it says", [.. figures])
                {
                    Subsections = [new("What it says", [new TableBlock("At half load.", table)])],
                },
                new("The rest",
                [
                    new Paragraph("Text."), new Points(["One.", "Two."]), new Listing("dmamodel run x.yaml\n  # <tag>"),
                    new Note(NoteKind.Warning, "Less than asked."), new Definitions([new("seed", "2000")]),
                ]),
            ],
            Colophon = [new("Version", "0.1.0")],
        };
    }
}
