using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>Fills areas with a colour and a hatch over it.</summary>
internal static class Fill
{
    /// <summary>Draws a filled rectangle with a thin light edge that parts it from its neighbour.</summary>
    public static void Rectangle(
        SvgCanvas canvas, double x, double y, double width, double height, SeriesStyle style, string tooltip = "") =>
        canvas.Rectangle(
            x, y, width, height, $"fill=\"{Paint(canvas, style)}\" stroke=\"{Ink.Paper}\" stroke-width=\"0.8\"", tooltip);

    /// <summary>Black or white, whichever reads better on a colour.</summary>
    public static string InkOn(string colour) => Luminance(colour) > 0.3 ? Ink.Text : Ink.Paper;

    // The relative luminance of the web accessibility guidelines.
    private static double Luminance(string colour)
    {
        var value = Convert.ToInt32(colour[1..], 16);
        return 0.2126 * Linear(value >> 16) + 0.7152 * Linear((value >> 8) & 255) + 0.0722 * Linear(value & 255);
    }

    private static double Linear(int channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    private static string Paint(SvgCanvas canvas, SeriesStyle style)
    {
        if (style.Hatch == Hatch.None)
            return style.Colour;

        var part = $"{style.Hatch.ToString().ToLowerInvariant()}-{style.Colour[1..].ToLowerInvariant()}";
        var turn = style.Hatch switch
        {
            Hatch.Rising => " patternTransform=\"rotate(45)\"",
            Hatch.Falling => " patternTransform=\"rotate(-45)\"",
            _ => "",
        };
        var (ink, opacity) = InkOn(style.Colour) == Ink.Paper ? (Ink.Paper, "0.6") : ("#000000", "0.3");
        var mark = style.Hatch switch
        {
            Hatch.Dots => $"<circle cx=\"3\" cy=\"3\" r=\"1\" fill=\"{ink}\" fill-opacity=\"{opacity}\"/>",
            Hatch.Level => $"<path d=\"M0 3H6\" stroke=\"{ink}\" stroke-opacity=\"{opacity}\"/>",
            _ => $"<path d=\"M3 0V6\" stroke=\"{ink}\" stroke-opacity=\"{opacity}\"/>",
        };
        canvas.Define(
            part,
            $"<pattern id=\"{canvas.IdOf(part)}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"{turn}>"
            + $"<rect width=\"6\" height=\"6\" fill=\"{style.Colour}\"/>{mark}</pattern>");
        return $"url(#{canvas.IdOf(part)})";
    }
}
