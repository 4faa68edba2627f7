using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>A ticket lock that is held for a known time: who comes while it is taken spins until its turn.</summary>
/// <remarks>
/// Because a holder's time is known when it comes, the turn of the next is too, and neither costs a simulated event. Turns
/// are given when a piece of work begins, for the instant at which it will come to the lock if nothing interrupts it.
/// A lock that another core held last costs the fetch of its cache line.
/// </remarks>
public sealed class SpinLock(CpuCosts costs)
{
    private Duration _freeAt;
    private int _lastCore = -1;

    /// <summary>Takes the lock at a time, or as soon as those before are done, and holds it for a while.</summary>
    /// <param name="core">The core that takes it.</param>
    /// <param name="at">When the core comes to it.</param>
    /// <param name="hold">How long it is held.</param>
    /// <returns>The time until it is released again: waiting, fetching and holding.</returns>
    internal Duration Hold(Core core, Duration at, Duration hold)
    {
        var fetch = _lastCore == core.Id ? Duration.Zero : costs.LineTransfer.Value;
        _lastCore = core.Id;
        _freeAt = Duration.Max(at, _freeAt) + costs.LockPair.Value + fetch + hold;
        return _freeAt - at;
    }
}
