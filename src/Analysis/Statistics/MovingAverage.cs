namespace DmaModel.Analysis.Statistics;

/// <summary>Smooths a series that begins anywhere and settles, so that the eye can see where it has settled.</summary>
/// <remarks>
/// P. D. Welch, 'The statistical analysis of simulation results', in S. S. Lavenberg (editor), The Computer Performance
/// Modeling Handbook, 1983: each number becomes the mean of itself and as many to either side. Near the beginning there
/// are as many as come before, on both sides, so that what lies behind is not mixed into the transient.
/// </remarks>
public static class MovingAverage
{
    /// <summary>The moving average; it ends where the last full window does.</summary>
    /// <param name="values">The series.</param>
    /// <param name="reach">How many numbers to either side a window takes in at most.</param>
    public static double[] Of(ReadOnlySpan<double> values, int reach)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reach);
        var smooth = new double[Math.Max(values.Length - reach, 0)];
        for (var place = 0; place < smooth.Length; place++)
        {
            var side = Math.Min(place, reach);
            var sum = 0.0;
            foreach (var value in values.Slice(place - side, (2 * side) + 1))
                sum += value;
            smooth[place] = sum / ((2 * side) + 1);
        }

        return smooth;
    }
}
