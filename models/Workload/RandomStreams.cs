namespace DmaModel.Workload;

/// <summary>The random streams of one run, by name.</summary>
/// <remarks>
/// A stream is a function of (seed, replication, name) alone: what else a run draws, in which order and on which thread,
/// never shifts it. Two strategies that are run with the same seed and replication therefore see the same arrivals.
/// </remarks>
/// <param name="seed">The seed that all replications derive their streams from.</param>
/// <param name="replication">The number of the replication.</param>
public sealed class RandomStreams(long seed, int replication)
{
    private readonly ulong _key = SplitMix.Mix(unchecked(SplitMix.Mix((ulong)seed) + (ulong)replication));
    private readonly HashSet<string> _taken = [];

    /// <summary>The stream of a name, at its start.</summary>
    /// <exception cref="InvalidOperationException">The name is taken: two users of one name would draw the same
    /// numbers.</exception>
    public RandomStream Stream(string name)
    {
        if (!_taken.Add(name))
            throw new InvalidOperationException($"The random stream '{name}' is in use; give each user a name of its own.");

        return new RandomStream(unchecked(_key + Hash(name)));
    }

    /// <summary>FNV-1a over the UTF-16 code units; unlike the base library's hash it is the same in every process.</summary>
    private static ulong Hash(string name)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var unit in name)
            hash = unchecked((hash ^ unit) * 0x100000001B3);

        return SplitMix.Mix(hash);
    }
}
