using System.Numerics;

namespace DmaModel.Measurement;

/// <summary>A rolling hash over a sequence of numbers: two runs in which the same happened in the same order have the same one.</summary>
/// <remarks>It tells runs apart that differ by accident (one chance in 2^64 to miss it), not by malice.</remarks>
public sealed class Fingerprint
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private ulong _state = 0x243F6A8885A308D3;

    /// <summary>The hash of all numbers so far.</summary>
    public ulong Value
    {
        get
        {
            var spread = unchecked((_state ^ (_state >> 32)) * 0xD6E8FEB86659FD93);
            return spread ^ (spread >> 32);
        }
    }

    /// <summary>Appends a number to the sequence.</summary>
    public void Mix(long number) =>
        _state = unchecked((BitOperations.RotateLeft(_state, 23) ^ (ulong)number) * Multiplier);
}
