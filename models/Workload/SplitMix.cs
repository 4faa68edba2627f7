namespace DmaModel.Workload;

/// <summary>SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): spreads a key over as many words as are asked for.</summary>
internal static class SplitMix
{
    /// <summary>The next word of the sequence that starts at <paramref name="state"/>.</summary>
    public static ulong Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A word that depends on every bit of another; different words give different ones.</summary>
    public static ulong Mix(ulong word) => Next(ref word);
}
