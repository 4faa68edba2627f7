using System.Globalization;
using System.Text.RegularExpressions;

namespace DmaModel.Experiments.Claims.Threads;

/// <summary>Finds the year in a date or in the name of a platform.</summary>
internal static partial class Years
{
    /// <summary>The year that a text ends in, such as that of 'October 2000' or 'xeon-2015'; null if it ends in none.</summary>
    public static int? Of(string text) =>
        Ending().Match(text) is { Success: true } year ? int.Parse(year.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("(19|20)[0-9]{2}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ending();
}
