using System.Globalization;
using System.Text;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Collects the elements of a drawing as text and remembers where its words stand.</summary>
/// <remarks>Coordinates are pixels, rounded to two decimals: bytes are then the same everywhere and changes small.</remarks>
internal sealed class SvgCanvas(string id)
{
    private readonly StringBuilder _body = new();
    private readonly StringBuilder _definitions = new();
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);
    private readonly List<TextBox> _texts = [];
    private int _depth = 1;

    /// <summary>The words of the drawing and the room that each takes.</summary>
    public IReadOnlyList<TextBox> Texts => _texts;

    /// <summary>Writes a coordinate or length.</summary>
    public static string Number(double value)
    {
        var rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>Makes text safe inside an element and inside an attribute.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                < ' ' or '\uFFFE' or '\uFFFF' => escaped.Append('\uFFFD'),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    /// <summary>The identifier of a part, which no other drawing on the page has.</summary>
    public string IdOf(string part) => $"{id}-{part}";

    /// <summary>Adds a definition once; the text must carry the identifier of <paramref name="part"/>.</summary>
    public void Define(string part, string element)
    {
        if (_defined.Add(part))
            _definitions.Append("    ").Append(element).Append('\n');
    }

    /// <summary>Opens a group with the given attributes.</summary>
    public void Open(string attributes)
    {
        Element($"<g {attributes}>");
        _depth++;
    }

    /// <summary>Closes the innermost group.</summary>
    public void Close()
    {
        _depth--;
        Element("</g>");
    }

    /// <summary>Adds an element as it is.</summary>
    public void Element(string element) => _body.Append(' ', 2 * _depth).Append(element).Append('\n');

    /// <summary>Adds a straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string attributes = "") =>
        Element($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"{Spaced(attributes)}/>");

    /// <summary>Adds a rectangle; one with a tooltip shows it when pointed at.</summary>
    public void Rectangle(double x, double y, double width, double height, string attributes, string tooltip = "") =>
        Element(
            $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\""
            + Spaced(attributes) + Tail("rect", tooltip));

    /// <summary>Adds a path; one with a tooltip shows it when pointed at.</summary>
    public void Path(string data, string attributes, string tooltip = "") =>
        Element($"<path d=\"{data}\"{Spaced(attributes)}{Tail("path", tooltip)}");

    /// <summary>Adds one line of text with its baseline at <paramref name="y"/>.</summary>
    public void Text(string text, double x, double y, TextStyle style)
    {
        if (text.Length == 0)
            return;

        var attributes = new StringBuilder($" font-size=\"{Number(style.Size)}\"");
        if (style.Anchor != Anchor.Start)
            attributes.Append(style.Anchor == Anchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        if (style.Bold)
            attributes.Append(" font-weight=\"bold\"");
        if (style.Italic)
            attributes.Append(" font-style=\"italic\"");
        if (style.Colour != Ink.Text)
            attributes.Append(CultureInfo.InvariantCulture, $" fill=\"{style.Colour}\"");

        if (style.Halo.Length > 0)
            attributes.Append($" stroke=\"{style.Halo}\" stroke-width=\"3\" paint-order=\"stroke\"");

        Element($"<text x=\"{Number(x)}\" y=\"{Number(y)}\"{attributes}>{Escape(text)}</text>");
        var width = TextMetrics.Width(text, style.Size, style.Bold);
        var left = style.Anchor switch { Anchor.Start => x, Anchor.Middle => x - width / 2, _ => x - width };
        _texts.Add(new TextBox(text, left, y - 0.75 * style.Size, left + width, y + 0.22 * style.Size));
    }

    /// <summary>The whole document.</summary>
    public string Document(double width, double height, string title, string description) => $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{Number(width)}" height="{Number(height)}"
             viewBox="0 0 {Number(width)} {Number(height)}" role="img" aria-labelledby="{IdOf("title")} {IdOf("desc")}"
             font-family="{Ink.Fonts}" font-size="12" fill="{Ink.Text}">
          <title id="{IdOf("title")}">{Escape(title)}</title>
          <desc id="{IdOf("desc")}">{Escape(description)}</desc>
          <defs>
        {_definitions}  </defs>
          <rect width="100%" height="100%" fill="{Ink.Paper}"/>
        {_body}</svg>

        """;

    private static string Spaced(string attributes) => attributes.Length == 0 ? "" : " " + attributes;

    private static string Tail(string name, string tooltip) =>
        tooltip.Length == 0 ? "/>" : $"><title>{Escape(tooltip)}</title></{name}>";
}
