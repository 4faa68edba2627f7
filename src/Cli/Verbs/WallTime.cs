using System.CommandLine;
using System.Globalization;

namespace DmaModel.Cli.Verbs;

/// <summary>Times on the clock of the wall, such as 90s, 10m or 2h, as options give them.</summary>
internal static class WallTime
{
    /// <summary>Refuses what is no time.</summary>
    public static void Check(Option<string?> option) => option.Validators.Add(result =>
    {
        if (result.GetValue(option) is { } text && Read(text) is null)
            result.AddError($"{option.Name} wants a time such as 90s, 10m or 2h, not '{text}'");
    });

    /// <summary>Reads a time; null if there is none.</summary>
    public static TimeSpan? Read(string? text)
    {
        if (text is not { Length: > 1 }
            || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            return null;

        // A timer of the system can wait 49 days.
        var seconds = count * text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, _ => double.NaN };
        return seconds is > 0 and < 4e6 ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>Writes a time in the unit that suits it.</summary>
    public static string Write(double seconds)
    {
        var (divisor, unit) = seconds < 120 ? (1, "s") : seconds < 7_200 ? (60, "min") : (3_600, "h");
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / divisor:0.#} {unit}");
    }
}
