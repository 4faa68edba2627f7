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

    // Dark and light take turns, and each six of a kind have six hatches, so that a grey print tells twelve apart.
    private static readonly string[] SegmentColours =
    [
        "#0072B2", "#F0B340", "#009E73", "#8CCBF0", "#D55E00", "#E6AFCB", "#882255", "#CFC882",
        "#332288", "#7FCDB5", "#8F4A26", "#B9A3E3", "#5F6B12", "#F4A582", "#1F6F78", "#E8E07A",
    ];

    private static readonly string[] MutedColours = ["#D9D9D9", "#BDBDBD", "#EBEBEB", "#A6A6A6"];

    // Dots are left to saturation.
    private static readonly string[] Dashes = ["", "8 3", "12 3 3 3", "4 2"];

    // A solid line first, then its relative in dashes: families of two and three read as such.
    private static readonly int[] DashPlaces = [0, 0, 1, 0, 1, 2, 0, 1, 2, 0, 1];

    // As long as the list of colours, so that a colour that comes again has another hatch.
    private static readonly Hatch[] SeriesHatches =
    [
        Hatch.None, Hatch.None, Hatch.Rising, Hatch.None, Hatch.Falling, Hatch.Dots,
        Hatch.None, Hatch.Rising, Hatch.Upright, Hatch.Level, Hatch.None,
    ];

    private static readonly Hatch[] SegmentHatches =
    [
        Hatch.None, Hatch.None, Hatch.Rising, Hatch.Falling, Hatch.Falling, Hatch.Dots, Hatch.Dots, Hatch.Rising,
        Hatch.Upright, Hatch.Level, Hatch.Level, Hatch.Upright, Hatch.Rising, Hatch.Falling, Hatch.None, Hatch.None,
    ];

    private static readonly Hatch[] Hatches = Enum.GetValues<Hatch>();
    private static readonly Marker[] Markers = Enum.GetValues<Marker>();

    /// <summary>The style at a place of a catalogue of series; the first 44 lines differ, in grey too, and 66 areas.</summary>
    public static SeriesStyle SeriesAt(int place) => new(
        SeriesColours[place % SeriesColours.Length],
        Dashes[(DashPlaces[place % DashPlaces.Length] + place / DashPlaces.Length) % Dashes.Length],
        Markers[place % Markers.Length],
        Turned(SeriesHatches, place));

    /// <summary>The style at a place of a catalogue of segments; the first 96 areas differ.</summary>
    public static SeriesStyle SegmentAt(int place) => new(
        SegmentColours[place % SegmentColours.Length],
        Dash: "",
        Markers[place % Markers.Length],
        Turned(SegmentHatches, place));

    /// <summary>The style of a background segment.</summary>
    public static SeriesStyle MutedAt(int place) => new(
        MutedColours[place % MutedColours.Length],
        Dash: "",
        Markers[place % Markers.Length],
        place % 2 == 0 ? Hatch.None : Hatch.Level);

    private static Hatch Turned(Hatch[] hatches, int place) =>
        Hatches[((int)hatches[place % hatches.Length] + place / hatches.Length) % Hatches.Length];
}
