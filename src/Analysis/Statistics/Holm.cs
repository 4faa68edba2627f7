namespace DmaModel.Analysis.Statistics;

/// <summary>Holm's correction for making many comparisons at once.</summary>
/// <remarks>
/// S. Holm, 'A simple sequentially rejective multiple test procedure', Scandinavian Journal of Statistics 6 (1979).
/// </remarks>
public static class Holm
{
    /// <summary>
    /// Raises each p-value so that comparing all of them with one level keeps the chance of any false finding at
    /// that level. The result stands in the order given; a NaN counts as 1, since nothing can be found from it.
    /// </summary>
    public static double[] Adjust(ReadOnlySpan<double> probabilities)
    {
        var count = probabilities.Length;
        var sorted = new double[count];
        var order = new int[count];
        for (var index = 0; index < count; index++)
        {
            sorted[index] = double.IsNaN(probabilities[index]) ? 1 : probabilities[index];
            order[index] = index;
        }

        Array.Sort(sorted, order);

        var adjusted = new double[count];
        var largest = 0.0;
        for (var rank = 0; rank < count; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (count - rank) * sorted[rank]));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }
}
