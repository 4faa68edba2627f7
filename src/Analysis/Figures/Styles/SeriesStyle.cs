namespace DmaModel.Analysis.Figures.Styles;

/// <summary>How a named series looks: colour for the screen, dash, marker and hatch for black and white.</summary>
/// <param name="Colour">The colour as '#RRGGBB'.</param>
/// <param name="Dash">The dash pattern of lines as in SVG's stroke-dasharray; empty for a solid line.</param>
/// <param name="Marker">The shape at each point.</param>
/// <param name="Hatch">The pattern over filled areas.</param>
public sealed record SeriesStyle(string Colour, string Dash, Marker Marker, Hatch Hatch);

/// <summary>A closed shape at a point, so that filled and hollow both exist.</summary>
public enum Marker
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square on its side.</summary>
    Square,

    /// <summary>A triangle that points up.</summary>
    TriangleUp,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>A triangle that points down.</summary>
    TriangleDown,

    /// <summary>A five-pointed star.</summary>
    Star,

    /// <summary>A broad plus sign.</summary>
    Plus,

    /// <summary>A broad multiplication sign.</summary>
    Cross,

    /// <summary>A triangle that points right.</summary>
    TriangleRight,

    /// <summary>A regular pentagon.</summary>
    Pentagon,

    /// <summary>A triangle that points left.</summary>
    TriangleLeft,
}

/// <summary>A pattern of lines or dots over a filled area, light on dark colours and dark on light ones.</summary>
public enum Hatch
{
    /// <summary>The plain colour.</summary>
    None,

    /// <summary>Lines that rise to the right.</summary>
    Rising,

    /// <summary>Lines that fall to the right.</summary>
    Falling,

    /// <summary>Dots in a square grid.</summary>
    Dots,

    /// <summary>Upright lines.</summary>
    Upright,

    /// <summary>Level lines.</summary>
    Level,
}
