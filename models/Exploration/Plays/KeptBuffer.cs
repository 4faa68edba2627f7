using DmaModel.Strategies;
using DmaModel.VirtualMemory;

namespace DmaModel.Exploration.Plays;

/// <summary>The user's pages of one bounced transfer, kept as the driver keeps them.</summary>
/// <remarks>
/// A page that is held counts for one more, and is marked dirty when it is let go. Wiring goes by the mapping: munmap() of
/// another thread ends it (vm_map_delete() unwires), and what the driver remembers of the page's address in memory outlives it.
/// It is counted, unlike the flag that mlock() sets.
/// </remarks>
/// <param name="trial">The schedule.</param>
/// <param name="play">Its driver.</param>
/// <param name="by">Who keeps them.</param>
internal sealed class KeptBuffer(Trial trial, BouncePlay play, Caller by)
{
    private readonly KeptPages _kept = play.Choices.Kept;
    private readonly Pin _pin = new(trial.Memory, by, new PinOptions
    {
        Scheme = play.Choices.Kept == KeptPages.Wired ? PinScheme.VmLocked : PinScheme.RefcountDirty,
    });

    private Vma? _area;

    /// <summary>Their frames, as the driver remembers them.</summary>
    public int[] Frames { get; private set; } = [];

    /// <summary>How taking them ended.</summary>
    public PinOutcome Outcome => _pin.Outcome;

    /// <summary>Takes hold of them.</summary>
    public IEnumerable<KernelStep> Take(ProcessMemory process, (Vma Area, int Page)[] pages, bool deviceWrites)
    {
        _area = pages[0].Area;
        if (play.Choices is { Kept: KeptPages.None, HandlesFaults: true, Copy: BounceCopyKind.PlainCopy })
        {
            // Nobody needs to know where the pages lie.
            Frames = new int[pages.Length];
            yield break;
        }

        play.Wirings[_area] = play.Wirings.GetValueOrDefault(_area) + (_kept == KeptPages.Wired ? 1 : 0);
        foreach (var step in _pin.Steps(process, pages, deviceWrites))
            yield return step;
        Frames = _pin.Pages.ToArray();
        if (Outcome != PinOutcome.Pinned)
            Unwire();
        if (Outcome != PinOutcome.Pinned || _kept != KeptPages.None)
            yield break;
        foreach (var step in _pin.Release(written: false))
            yield return step;
    }

    /// <summary>Lets them go.</summary>
    public IEnumerable<KernelStep> Release(bool written)
    {
        foreach (var step in _pin.Release(written))
            yield return step;
        Unwire();
    }

    // The flag has just gone with this transfer's pin, and must stay as long as another's wires the area.
    private void Unwire()
    {
        if (_kept == KeptPages.Wired && --play.Wirings[_area!] > 0)
            _area!.Flags |= VmaFlags.Locked;
    }
}
