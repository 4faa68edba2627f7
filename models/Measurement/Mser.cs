namespace DmaModel.Measurement;

/// <summary>Finds where a series has settled: the marginal standard error rule (MSER).</summary>
/// <remarks>
/// <para>
/// Of a series of n batch means the first d are left out such that the squared standard error of the mean of the rest,
/// taken as if they were independent, is least: the sum of their squared deviations over (n - d)². With batches of five it
/// is MSER-5: K. P. White, M. J. Cobb and S. C. Spratt, 'A comparison of five steady-state truncation heuristics for
/// simulation', Winter Simulation Conference 2000; found the best of 44 methods by K. Hoad, S. Robinson and R. Davies,
/// 'Automating warm-up length estimation', Journal of the Operational Research Society 61 (2010).
/// </para>
/// <para>
/// A cut in the second half says that the series is too short to tell, and is refused by whoever asks. The last quarter is
/// not looked at: few batches that happen to lie close together, between two of a rare kind, would make any series seem
/// never to settle. (The authors leave out the last five batches for the same reason.)
/// </para>
/// </remarks>
internal static class Mser
{
    /// <summary>The number of observations in a batch.</summary>
    public const int BatchSize = 5;

    /// <summary>The number of batches at the beginning to leave out; of equally good numbers, the smallest.</summary>
    /// <param name="batches">The means of batches of equal size, in any unit.</param>
    public static int Cut(ReadOnlySpan<double> batches)
    {
        var last = batches.Length * 3 / 4;
        var (mean, squares, kept) = (0.0, 0.0, 0);
        var (best, cut) = (double.PositiveInfinity, 0);
        for (var first = batches.Length - 1; first >= 0; first--)
        {
            // Welford's update, from the end backwards: no sums of squares that cancel.
            kept++;
            var distance = batches[first] - mean;
            mean += distance / kept;
            squares += distance * (batches[first] - mean);

            var score = squares / kept / kept;
            if (first <= last && score <= best)
                (best, cut) = (score, first);
        }

        return cut;
    }

    /// <summary>Whether a cut lies so late that the series is too short to tell where it settles.</summary>
    public static bool IsRefused(int cut, int batches) => cut > batches / 2;
}
