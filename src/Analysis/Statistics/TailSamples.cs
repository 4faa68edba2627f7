using System.Globalization;
using System.Text.RegularExpressions;

namespace DmaModel.Analysis.Statistics;

/// <summary>Tells quantiles that rest on too few samples.</summary>
/// <remarks>
/// A p99.9 of 2,000 transfers is the second largest of them: it varies wildly from one replication to the next, and on the
/// mean it is not where the true one is. Student's t over ten replications of a queue's waits, where they come in spells,
/// holds the true quantile in 95 % of cases with 100 samples beyond it in each replication, in 93 % with 40, in 89 % with
/// 10 and in 56 % with 2 (CoverageTests).
/// </remarks>
public static partial class TailSamples
{
    /// <summary>How many samples beyond a quantile each replication should have.</summary>
    public const int Fewest = 40;

    /// <summary>The share that a column's quantile is of: 0.999 for 'latency_p999_ns'; null where it is no quantile.</summary>
    public static double? ShareOf(string column) => QuantileName().Match(column) is { Success: true } match
        ? double.Parse("0." + match.Groups["digits"].Value, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Whether so many samples leave fewer than forty beyond a quantile.</summary>
    public static bool AreTooFew(double share, double samples) => samples * (1 - share) < Fewest * (1 - 1e-9);

    /// <summary>How a quantile is read aloud: 'p99.9' for 0.999.</summary>
    public static string NameOf(double share) => string.Create(CultureInfo.InvariantCulture, $"p{share * 100:0.####}");

    [GeneratedRegex(@"_p(?<digits>\d{2,5})(_|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuantileName();
}
