using System.Globalization;
using System.Xml.Linq;
using DmaModel.Analysis.Figures.Svg;

namespace DmaModel.Tests.Analysis.Figures;

/// <summary>Reads a drawing back: its elements and the room that its words take.</summary>
internal static class SvgText
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static IReadOnlyList<TextBox> Words(XDocument drawing) => [.. drawing.Descendants(Svg + "text").Select(BoxOf)];

    /// <summary>Holds that no words cover each other and that all stand on the page.</summary>
    public static void ShouldReadWell(string drawing)
    {
        var document = XDocument.Parse(drawing);
        var words = Words(document);
        var (width, height) = (Number(document.Root!, "width"), Number(document.Root!, "height"));
        foreach (var word in words)
        {
            if (word.Left < 0 || word.Top < 0 || word.Right > width || word.Bottom > height)
                Assert.Fail($"{word} stands beyond the page of {width} by {height}.");
            if (words.FirstOrDefault(other => other != word && other.Overlaps(word)) is { Text: not null } other)
                Assert.Fail($"{word} covers {other}.");
        }

        words.Distinct().Count().ShouldBe(words.Count, "Some words stand twice in one place.");
    }

    private static TextBox BoxOf(XElement element)
    {
        var size = Number(element, "font-size");
        var width = TextMetrics.Width(element.Value, size, (string?)element.Attribute("font-weight") == "bold");
        var x = Number(element, "x");
        var left = (string?)element.Attribute("text-anchor") switch { "middle" => x - width / 2, "end" => x - width, _ => x };
        var y = Number(element, "y");
        return new TextBox(element.Value, left, y - 0.75 * size, left + width, y + 0.22 * size);
    }

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
