using System.Numerics;
using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>A sequence of pseudo-random numbers that belongs to one component and one purpose.</summary>
/// <remarks>
/// The generator is xoshiro256** (Blackman and Vigna, ACM TOMS 47, 2021): period 2^256 - 1, four words of state, filled
/// by SplitMix64 as its authors advise. Draws are made by inversion, one number each, so that two runs whose parameters
/// differ a little see draws that differ a little.
/// </remarks>
public sealed class RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    internal RandomStream(ulong key)
        : this(SplitMix.Next(ref key), SplitMix.Next(ref key), SplitMix.Next(ref key), SplitMix.Next(ref key))
    {
    }

    internal RandomStream(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>Sixty-four random bits.</summary>
    public ulong NextUInt64()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            var shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>A multiple of 2^-53, uniform from 0 up to but not including 1.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number from 0 up to but not including <paramref name="count"/>, each exactly as likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to choose from.</exception>
    public int NextInt(int count) => (int)NextInt64(count);

    /// <summary>A whole number from 0 up to but not including <paramref name="count"/>, each exactly as likely.</summary>
    /// <remarks>Lemire's multiplication with rejection (ACM TOMACS 29, 2019).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to choose from.</exception>
    public long NextInt64(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var range = (ulong)count;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low >= range)
            return (long)high;

        for (var uneven = unchecked(0UL - range) % range; low < uneven;)
            high = Math.BigMul(NextUInt64(), range, out low);

        return (long)high;
    }

    /// <summary>An exponentially distributed time, rounded to the nearest picosecond; a mean of zero gives zero.</summary>
    public Duration Exponential(Duration mean) => mean * Exponential();

    /// <summary>A draw from the exponential distribution with mean 1, at most 36.7.</summary>
    public double Exponential() => -Math.Log(1 - NextDouble());

    /// <summary>A draw from the normal distribution with mean 0 and variance 1.</summary>
    public double Normal() => StandardNormal.Quantile(((NextUInt64() >> 12) + 0.5) * (1.0 / (1L << 52)));

    /// <summary>A draw from the log-normal distribution with median 1.</summary>
    /// <param name="sigma">The standard deviation of its natural logarithm.</param>
    public double LogNormal(double sigma) => Math.Exp(sigma * Normal());
}
