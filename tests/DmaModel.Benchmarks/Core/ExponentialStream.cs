namespace DmaModel.Benchmarks.Core;

/// <summary>Exponential draws in whole ticks, from splitmix64: the same bits in any language, so that checksums compare.</summary>
internal sealed class ExponentialStream(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            var mixed = _state += 0x9E37_79B9_7F4A_7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>Draws a delay of the mean given, rounded down to whole ticks.</summary>
    public TimeSpan NextDelay(double meanTicks)
    {
        var uniform = (Next() >> 11) * (1.0 / (1UL << 53));
        return TimeSpan.FromTicks((long)(-Math.Log(1.0 - uniform) * meanTicks));
    }
}
