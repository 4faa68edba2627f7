namespace DmaModel.Measurement;

/// <summary>Sums of a quantity over batches of equally many observations, in bounded memory.</summary>
/// <remarks>
/// A batch is five observations until there are 1,024 batches; then pairs are merged, and go on with twice as many
/// observations each. A run of up to 5,115 transfers is thus seen in batches of five, and one of a million in 512 or more.
/// </remarks>
/// <param name="quantities">How many quantities each observation has.</param>
internal sealed class BatchSeries(int quantities)
{
    private const int MostBatches = 1024;

    private readonly long[] _sums = new long[MostBatches * quantities];
    private readonly long[] _totals = new long[quantities];
    private int _observed;

    /// <summary>The number of whole batches.</summary>
    public int Count { get; private set; }

    /// <summary>The number of observations in a batch.</summary>
    public int PerBatch { get; private set; } = Mser.BatchSize;

    /// <summary>Notes that one more observation was made.</summary>
    /// <returns>Whether it completes a batch, so that <see cref="Close"/> is due.</returns>
    public bool Observe() => ++_observed == PerBatch;

    /// <summary>Closes a batch.</summary>
    /// <param name="totals">Each quantity, added up over all observations so far.</param>
    public void Close(ReadOnlySpan<long> totals)
    {
        for (var quantity = 0; quantity < quantities; quantity++)
        {
            _sums[(Count * quantities) + quantity] = totals[quantity] - _totals[quantity];
            _totals[quantity] = totals[quantity];
        }

        _observed = 0;
        if (++Count == MostBatches)
            MergePairs();
    }

    /// <summary>The means of a quantity over the batches.</summary>
    public double[] Means(int quantity)
    {
        var means = new double[Count];
        for (var batch = 0; batch < Count; batch++)
            means[batch] = _sums[(batch * quantities) + quantity] / (double)PerBatch;
        return means;
    }

    private void MergePairs()
    {
        Count /= 2;
        PerBatch *= 2;
        for (var batch = 0; batch < Count; batch++)
        {
            for (var quantity = 0; quantity < quantities; quantity++)
            {
                _sums[(batch * quantities) + quantity] =
                    _sums[(2 * batch * quantities) + quantity] + _sums[(((2 * batch) + 1) * quantities) + quantity];
            }
        }
    }
}
