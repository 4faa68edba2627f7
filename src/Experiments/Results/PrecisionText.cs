using System.Globalization;

namespace DmaModel.Experiments.Results;

/// <summary>Says how precise means are beside how precise they were to be.</summary>
public static class PrecisionText
{
    /// <summary>The precision in words: '±3.4 % reached at the widest, ±2 % asked; 16 of 18 scenarios reach it'.</summary>
    public static string Of(PrecisionFacts asked, PrecisionReached reached, int scenarios)
    {
        var widest = reached.Widest is { } width ? $"{Percent(width)} reached at the widest" : "none that can be told reached";
        var counts = string.Create(CultureInfo.InvariantCulture, $"{reached.Precise} of {scenarios} scenarios reach it");
        return $"{widest}, {Percent(asked.Asked)} asked; {counts} ({string.Join(", ", asked.Metrics)})";
    }

    private static string Percent(double fraction) =>
        string.Create(CultureInfo.InvariantCulture, $"±{fraction * 100:0.##} %");
}
