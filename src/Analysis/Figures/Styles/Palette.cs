namespace DmaModel.Analysis.Figures.Styles;

/// <summary>The colours, dashes, markers and hatches, and how they combine.</summary>
/// <remarks>
/// The colours build on those of M. Okabe and K. Ito ('Color Universal Design', 2002), whose yellow is too pale for
/// lines on white. Among the first eight the smallest difference under simulated red, green or blue blindness is 17
/// in CIE L*a*b*; relatives that share a hue differ in dash and marker as well.
/// </remarks>
internal static class Palette
{
    /// <summary>How many styles there are for names outside of the catalogue.</summary>
    public const int FurtherStyles = 24;

    private static readonly string[] SeriesColours =
    [
        "#000000", "#0072B2", "#4AA8E0", "#009E73", "#CC79A7", "#882255", "#D55E00", "#E08F00", "#332288", "#8B6B00", "#7F7F7F",
    ];

    private static readonly string[] SegmentColours =
    [
        "#0072B2", "#F0B340", "#009E73", "#8CCBF0", "#D55E00", "#E6AFCB", "#882255", "#C9C27A", "#332288", "#7FCDB5", "#A0522D",
    ];

    private static readonly string[] MutedColours = ["#D9D9D9", "#BDBDBD", "#EBEBEB", "#A6A6A6"];

    // A solid line first, then its relative in dashes: families of two read as such. Dots are left to saturation.
    private static readonly string[] Dashes = ["", "", "8 3", "", "8 3", "12 3 3 3", "", "8 3", "12 3 3 3", "", "8 3", "12 3 3 3", "5 3"];

    private static readonly Hatch[] SeriesHatches =
        [Hatch.None, Hatch.None, Hatch.Rising, Hatch.None, Hatch.Falling, Hatch.Dots, Hatch.None, Hatch.Rising, Hatch.Upright, Hatch.Level];

    private static readonly Hatch[] SegmentHatches =
        [Hatch.None, Hatch.None, Hatch.Rising, Hatch.None, Hatch.Falling, Hatch.None, Hatch.Dots, Hatch.None, Hatch.Upright, Hatch.Level];

    private static readonly Marker[] Markers = Enum.GetValues<Marker>();

    /// <summary>The style at a place of a catalogue of series; places differ up to 143.</summary>
    public static SeriesStyle SeriesAt(int place) => new(
        SeriesColours[place % SeriesColours.Length],
        Dashes[place % Dashes.Length],
        Markers[(place + place / Markers.Length) % Markers.Length],
        SeriesHatches[place % SeriesHatches.Length]);

    /// <summary>The style at a place of a catalogue of segments; places differ up to 110.</summary>
    public static SeriesStyle SegmentAt(int place) => new(
        SegmentColours[place % SegmentColours.Length],
        Dashes[place % Dashes.Length],
        Markers[(place + place / Markers.Length) % Markers.Length],
        SegmentHatches[place % SegmentHatches.Length]);

    /// <summary>The style of a background segment.</summary>
    public static SeriesStyle MutedAt(int place) => new(
        MutedColours[place % MutedColours.Length],
        Dash: "",
        Markers[place % Markers.Length],
        place % 2 == 0 ? Hatch.None : Hatch.Level);
}
