namespace DmaModel.Analysis.Statistics;

/// <summary>What a handful of numbers says at a glance, in the unit of the numbers.</summary>
/// <param name="Count">How many numbers there are.</param>
/// <param name="Mean">Their arithmetic mean.</param>
/// <param name="StandardDeviation">The sample standard deviation (divisor n - 1); NaN for a single number.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="Median">The middle one, or the mean of the two in the middle.</param>
/// <param name="Maximum">The largest.</param>
public sealed record Summary(int Count, double Mean, double StandardDeviation, double Minimum, double Median, double Maximum)
{
    /// <summary>Summarises <paramref name="values"/>.</summary>
    /// <exception cref="ArgumentException">There is no value, or one is not finite.</exception>
    public static Summary Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("A summary needs at least one value.", nameof(values));

        var sum = 0.0;
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                throw new ArgumentException($"A summary needs finite values; one is {value}.", nameof(values));
            sum += value;
        }

        // Two passes: squares of deviations do not cancel the way that a difference of squares does.
        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);

        var sorted = values.ToArray();
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
        var deviation = values.Length == 1 ? double.NaN : Math.Sqrt(squares / (values.Length - 1));
        return new Summary(values.Length, mean, deviation, sorted[0], median, sorted[^1]);
    }
}
