using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>What any thread does with the buffer of its transfers: writes to it, starts the device, reads it again.</summary>
internal sealed class BufferSteps(Trial trial, SharedBuffer buffer, Caller by, RandomStream random, PageHalf halves)
{
    private readonly ThreadSteps _thread = new(trial.Memory, trial.Oracle, by);
    private int _changes;
    private int _cuts;

    // Whether the pages may have been given up since they were looked up: what a device does with them is nobody's loss.
    private bool MayBeGivenUp => buffer.Cuts != _cuts;

    /// <summary>Some neighbouring pages of the buffer; now and then one of them twice.</summary>
    public (Vma Area, (Vma Area, int Page)[] Pages) Range()
    {
        var area = buffer.Area;
        var first = random.NextInt(area.Pages);
        var count = 1 + random.NextInt(area.Pages - first);
        var pages = new List<(Vma, int)>();
        for (var page = first; page < first + count; page++)
            pages.Add((area, page));
        if ((trial.Active & Adversaries.Twice) != Adversaries.None && random.NextInt(2) == 0)
            pages.Add((area, first));
        return (area, [.. pages]);
    }

    /// <summary>Writes to some of the pages, reads some, and leaves some alone.</summary>
    public IEnumerable<KernelStep> Prepare((Vma Area, int Page)[] pages)
    {
        foreach (var (area, page) in pages)
        {
            var what = random.NextInt(4);
            var steps = what < 2 ? _thread.Store(area, page, halves) : _thread.Load(area, page, halves);
            if (what == 3)
                continue;
            foreach (var step in steps)
                yield return step;
        }

        foreach (var step in Neighbours.Idle(random, 16))
            yield return step;
    }

    /// <summary>Reads all pages after a while.</summary>
    public IEnumerable<KernelStep> ReadBack((Vma Area, int Page)[] pages)
    {
        foreach (var step in Neighbours.Idle(random, 24))
            yield return step;
        foreach (var (area, page) in pages)
        {
            foreach (var step in _thread.Load(area, page, halves))
                yield return step;
        }
    }

    /// <summary>Notes that the pages are about to be looked up.</summary>
    public void LookUp() => (_changes, _cuts) = (buffer.Changes, buffer.Cuts);

    /// <summary>Whether a look-up of an area may be refused: it was freed, cut or protected meanwhile.</summary>
    public bool MayRefuse(Vma area) => area.Owner is null || buffer.Changes != _changes
        || (area.Flags & VmaFlags.ReadOnly) != VmaFlags.None || (area.Object is { } maps && maps.Pages < maps.Size);

    /// <summary>Starts the device on the frames that it was given for some pages.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="pages">The pages.</param>
    /// <param name="deviceWrites">Whether the device writes them.</param>
    /// <param name="tag">What it writes, or the number of the transfer.</param>
    /// <param name="expected">What it should send, or anything newer; by default what is there now.</param>
    public DeviceOperation Start(
        int[] frames, (Vma Area, int Page)[] pages, bool deviceWrites, out int tag, int[]? expected = null)
    {
        tag = trial.Oracle.NewTag(buffer.Owner, byDevice: true);
        if (!deviceWrites)
        {
            expected ??= Expected(pages);
            if (MayBeGivenUp)
                Array.Fill(expected, -1);
            return DeviceOperation.Sending(trial, frames, halves, tag, expected, buffer.Owner);
        }

        foreach (var (area, page) in pages)
            trial.Oracle.DeviceBegins(area, page, halves);
        return DeviceOperation.Writing(trial, frames, halves, tag);
    }

    /// <summary>Notes that the device is done.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="deviceWrites">Whether the device has written them.</param>
    /// <param name="tag">What it has written.</param>
    /// <param name="isRefused">Whether the call ends in an error, so that anything may be found there.</param>
    public void Complete((Vma Area, int Page)[] pages, bool deviceWrites, int tag, bool isRefused = false)
    {
        foreach (var (area, page) in deviceWrites ? pages : [])
        {
            if (MayBeGivenUp || isRefused)
                trial.Oracle.DeviceHasEnded(area, page, halves);
            else
                trial.Oracle.DeviceHasWritten(area, page, halves, tag);
        }
    }

    /// <summary>What is to be found in some pages now, two halves for each.</summary>
    public int[] Expected((Vma Area, int Page)[] pages)
    {
        var expected = new int[pages.Length * 2];
        for (var i = 0; i < pages.Length; i++)
        {
            expected[i * 2] = trial.Oracle.Expected(pages[i].Area, pages[i].Page, PageHalf.Lower);
            expected[(i * 2) + 1] = trial.Oracle.Expected(pages[i].Area, pages[i].Page, PageHalf.Upper);
        }

        return expected;
    }
}
