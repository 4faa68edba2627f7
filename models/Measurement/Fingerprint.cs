namespace DmaModel.Measurement;

/// <summary>A rolling hash over a sequence of numbers: two runs in which the same happened in the same order have the
/// same one.</summary>
/// <remarks>
/// Each number is mixed in by one multiplication to 128 bits whose halves are folded together, as in wyhash. It tells runs
/// apart that differ by accident, of which it misses one in some 2^64; it is no guard against malice.
/// </remarks>
public sealed class Fingerprint
{
    private const ulong Start = 0x243F6A8885A308D3;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private ulong _state = Start;

    /// <summary>The hash of all numbers so far.</summary>
    public ulong Value => Fold(_state ^ Start);

    /// <summary>Appends a number to the sequence.</summary>
    public void Mix(long number) => _state = Fold(_state ^ unchecked((ulong)number));

    private static ulong Fold(ulong word)
    {
        var high = Math.BigMul(word, Multiplier, out var low);
        return high ^ low;
    }
}
