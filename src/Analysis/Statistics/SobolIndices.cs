namespace DmaModel.Analysis.Statistics;

/// <summary>The share of the output's variance that one factor causes.</summary>
/// <param name="Factor">The number of the factor.</param>
/// <param name="First">Alone: the variance that would go if it were known.</param>
/// <param name="FirstLow">The lower end of its interval.</param>
/// <param name="FirstHigh">The upper end of its interval.</param>
/// <param name="Total">With all its interactions: the variance that would stay if all others were known.</param>
/// <param name="TotalLow">The lower end of its interval.</param>
/// <param name="TotalHigh">The upper end of its interval.</param>
public sealed record SobolIndex(
    int Factor, double First, double FirstLow, double FirstHigh, double Total, double TotalLow, double TotalHigh);

/// <summary>Splits the variance of an output between the factors that cause it.</summary>
/// <remarks>
/// The plan and the first-order estimator are those of A. Saltelli et al., 'Variance based sensitivity analysis of model
/// output', Computer Physics Communications 181 (2010); the total effect is M. J. W. Jansen's (same journal 117, 1999). Two
/// samples A and B are Latin hypercubes; for each factor there is a third that takes this factor from B and all else from
/// A. Intervals are percentiles of a bootstrap over the rows. Factors are independent and uniform between 0 and 1.
/// </remarks>
public sealed class SobolIndices
{
    private const int Resamples = 400;

    private readonly int _factors;
    private readonly int _rows;
    private readonly long _seed;

    /// <summary>Plans the samples: rows times (factors + 2) points.</summary>
    /// <param name="factors">The number of factors.</param>
    /// <param name="rows">The number of rows in each sample; some hundreds.</param>
    /// <param name="seed">Decides the plan and the bootstrap.</param>
    public SobolIndices(int factors, int rows, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factors, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        (_factors, _rows, _seed) = (factors, rows, seed);
        var stream = new SampleStream(seed);
        var (a, b) = (Hypercube(stream), Hypercube(stream));
        var points = new List<double[]>([.. a, .. b]);
        for (var factor = 0; factor < factors; factor++)
        {
            for (var row = 0; row < rows; row++)
            {
                double[] mixed = [.. a[row]];
                mixed[factor] = b[row][factor];
                points.Add(mixed);
            }
        }

        Points = points;
    }

    /// <summary>The points to evaluate: sample A, sample B, and one for each factor.</summary>
    public IReadOnlyList<double[]> Points { get; }

    /// <summary>The indices of all factors, in their order.</summary>
    /// <param name="outputs">The output at each point; a row without one in some sample is left out of all.</param>
    /// <param name="confidence">The confidence of the intervals, between 0 and 1.</param>
    /// <exception cref="ArgumentException">Outputs are not as many as points, or fewer than two rows are whole.</exception>
    public IReadOnlyList<SobolIndex> Estimate(IReadOnlyList<double> outputs, double confidence = 0.95)
    {
        if (outputs.Count != Points.Count)
            throw new ArgumentException($"There are {Points.Count} points, not {outputs.Count}.", nameof(outputs));

        int[] whole = [.. Enumerable.Range(0, _rows).Where(row => IsWhole(outputs, row))];
        if (whole.Length < 2)
            throw new ArgumentException("Fewer than two rows gave an output in every sample.", nameof(outputs));

        var estimate = Indices(outputs, whole);
        var stream = new SampleStream(unchecked(_seed + 1));
        var drawn = new int[whole.Length];
        var resampled = new (double First, double Total)[Resamples][];
        for (var resample = 0; resample < Resamples; resample++)
        {
            for (var row = 0; row < drawn.Length; row++)
                drawn[row] = whole[stream.NextInt(whole.Length)];
            resampled[resample] = Indices(outputs, drawn);
        }

        return [.. estimate.Select((index, factor) => WithIntervals(factor, index, resampled, confidence))];
    }

    private static SobolIndex WithIntervals(
        int factor, (double First, double Total) index, (double First, double Total)[][] resampled, double confidence)
    {
        double[] first = [.. resampled.Select(sample => sample[factor].First).Where(double.IsFinite).Order()];
        double[] total = [.. resampled.Select(sample => sample[factor].Total).Where(double.IsFinite).Order()];
        var tail = (1 - confidence) / 2;
        return new SobolIndex(
            factor, index.First, At(first, tail), At(first, 1 - tail), index.Total, At(total, tail), At(total, 1 - tail));
    }

    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)(share * sorted.Length), 0, sorted.Length - 1)];

    private bool IsWhole(IReadOnlyList<double> outputs, int row) =>
        Enumerable.Range(0, _factors + 2).All(sample => double.IsFinite(outputs[(sample * _rows) + row]));

    private (double First, double Total)[] Indices(IReadOnlyList<double> outputs, int[] rows)
    {
        var mean = rows.Sum(row => outputs[row] + outputs[_rows + row]) / (2 * rows.Length);
        var variance = rows.Sum(row => Square(outputs[row] - mean) + Square(outputs[_rows + row] - mean)) / (2 * rows.Length);
        var indices = new (double First, double Total)[_factors];
        for (var factor = 0; factor < _factors; factor++)
        {
            var (products, squares) = (0.0, 0.0);
            foreach (var row in rows)
            {
                var (a, b, mixed) = (outputs[row], outputs[_rows + row], outputs[((factor + 2) * _rows) + row]);
                products += (b - mean) * (mixed - a);
                squares += Square(a - mixed);
            }

            indices[factor] = (products / rows.Length / variance, squares / (2 * rows.Length) / variance);
        }

        return indices;
    }

    private static double Square(double value) => value * value;

    // One value in each of as many strata as there are rows, for every factor, in random order.
    private double[][] Hypercube(SampleStream stream)
    {
        var rows = Enumerable.Range(0, _rows).Select(_ => new double[_factors]).ToArray();
        for (var factor = 0; factor < _factors; factor++)
        {
            var order = stream.Permutation(_rows);
            for (var row = 0; row < _rows; row++)
                rows[row][factor] = (order[row] + stream.NextDouble()) / _rows;
        }

        return rows;
    }
}
