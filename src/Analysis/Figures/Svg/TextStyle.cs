namespace DmaModel.Analysis.Figures.Svg;

/// <summary>How a line of text looks.</summary>
/// <param name="Size">The size of the font, in pixels.</param>
/// <param name="Anchor">Which part of the text stands at the given place.</param>
/// <param name="Bold">Whether it is bold.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Italic">Whether it is slanted.</param>
/// <param name="Halo">The colour of a rim that keeps a hatch off the letters; empty for none.</param>
internal readonly record struct TextStyle(
    double Size,
    Anchor Anchor = Anchor.Start,
    bool Bold = false,
    string Colour = Ink.Text,
    bool Italic = false,
    string Halo = "");

/// <summary>Which part of a text stands at the place that it is put.</summary>
internal enum Anchor
{
    /// <summary>The first letter.</summary>
    Start,

    /// <summary>The middle.</summary>
    Middle,

    /// <summary>The last letter.</summary>
    End,
}

/// <summary>A text and the room that it takes, in pixels.</summary>
internal readonly record struct TextBox(string Text, double Left, double Top, double Right, double Bottom)
{
    /// <summary>Whether the two cover a common area.</summary>
    public bool Overlaps(TextBox other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}

/// <summary>The colours of everything that is not data, and the fonts.</summary>
internal static class Ink
{
    public const string Paper = "#FFFFFF";
    public const string Text = "#1A1A1A";
    public const string Quiet = "#595959";
    public const string Grid = "#E3E3E3";
    public const string FaintGrid = "#F2F2F2";
    public const string Frame = "#8C8C8C";

    // Fonts that share one set of widths come first, so that what was measured is what is shown.
    public const string Fonts = "Helvetica Neue, Helvetica, Arial, Liberation Sans, Segoe UI, Roboto, sans-serif";
}
