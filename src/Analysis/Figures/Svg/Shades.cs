using DmaModel.Analysis.Figures.Scales;

namespace DmaModel.Analysis.Figures.Svg;

/// <summary>The shades of a heat map: one colour from light to dark, or two that part at a centre.</summary>
/// <remarks>
/// Both grow darker evenly, so a print in grey keeps the order; blue and orange stay apart for every kind of colour
/// blindness.
/// </remarks>
internal sealed class Shades(PlotScale scale, double? centre)
{
    private static readonly (double R, double G, double B)[] Blue =
        [(247, 251, 255), (198, 219, 239), (107, 174, 214), (33, 113, 181), (8, 48, 107)];
    private static readonly (double R, double G, double B)[] Orange =
        [(255, 250, 243), (253, 208, 162), (253, 141, 60), (217, 72, 1), (127, 39, 4)];

    /// <summary>The colour of a value as '#RRGGBB'; values beyond the ends have the colour of the end.</summary>
    public string At(double value)
    {
        var place = Math.Clamp(scale.Position(value), 0, 1);
        if (centre is not { } middle)
            return Between(Blue, place);

        // Both sides share one measure, so that equal distances from the centre are equally dark.
        var zero = Math.Clamp(scale.Position(middle), 0, 1);
        var reach = Math.Max(zero, 1 - zero);
        return place < zero ? Between(Blue, (zero - place) / reach) : Between(Orange, (place - zero) / reach);
    }

    private static string Between((double R, double G, double B)[] stops, double place)
    {
        var index = Math.Min((int)(place * (stops.Length - 1)), stops.Length - 2);
        var share = place * (stops.Length - 1) - index;
        var (from, to) = (stops[index], stops[index + 1]);
        return $"#{Mix(from.R, to.R, share):X2}{Mix(from.G, to.G, share):X2}{Mix(from.B, to.B, share):X2}";
    }

    private static int Mix(double from, double to, double share) => (int)Math.Round(from + (to - from) * share);
}
