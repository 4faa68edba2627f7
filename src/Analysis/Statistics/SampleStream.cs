namespace DmaModel.Analysis.Statistics;

/// <summary>Random numbers for sampling plans and bootstraps; the same seed gives the same ones everywhere.</summary>
/// <remarks>
/// SplitMix64: G. L. Steele, D. Lea and C. H. Flood, 'Fast splittable pseudorandom number generators', OOPSLA 2014.
/// </remarks>
/// <param name="seed">The seed.</param>
internal sealed class SampleStream(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>A number from 0 up to but not including 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number from 0 up to but not including <paramref name="count"/>, to within 2^-53 as likely each.</summary>
    public int NextInt(int count) => (int)(NextDouble() * count);

    /// <summary>The whole numbers below <paramref name="count"/> in random order (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (var last = count - 1; last > 0; last--)
        {
            var other = NextInt(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var word = _state;
            word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
            return word ^ (word >> 31);
        }
    }
}
