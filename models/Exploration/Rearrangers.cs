using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration;

/// <summary>Threads that change the mapping of the buffer while transfers use it.</summary>
internal static class Rearrangers
{
    /// <summary>Moves the buffer to another address.</summary>
    public static IEnumerable<KernelStep> Moving(Trial trial, Caller by, RandomStream random)
    {
        foreach (var step in Neighbours.Idle(random, 30))
            yield return step;
        var from = trial.Buffer.Area;
        var to = new Vma(from.Pages, from.Flags, from.Object, from.Offset);
        trial.Oracle.Moved(from, to);
        foreach (var step in MemoryCalls.Move(by, from, to))
            yield return step;

        // Another thread may have freed it before.
        if (to.Owner is not null && trial.Buffer.Area == from)
            trial.Buffer.Area = to;
        yield return new KernelStep(StepKind.Change, Area: trial.Buffer.Area);
    }

    /// <summary>Makes the buffer read-only for a while, once or twice.</summary>
    public static IEnumerable<KernelStep> Protecting(Trial trial, Caller by, RandomStream random)
    {
        for (var i = 1 + random.NextInt(2); i > 0; i--)
        {
            foreach (var readOnly in new[] { true, false })
            {
                foreach (var step in Neighbours.Idle(random, 16))
                    yield return step;
                trial.Buffer.Changes++;
                foreach (var step in MemoryCalls.Protect(by, trial.Buffer.Area, readOnly))
                    yield return step;
            }
        }
    }

    /// <summary>Locks the buffer in memory for a while.</summary>
    public static IEnumerable<KernelStep> Locking(Trial trial, Caller by, RandomStream random)
    {
        foreach (var step in Neighbours.Idle(random, 16))
            yield return step;
        foreach (var step in MemoryCalls.LockInMemory(by, trial.Buffer.Area))
            yield return step;
        foreach (var step in Neighbours.Idle(random, 30))
            yield return step;
        foreach (var step in MemoryCalls.Unlock(by, trial.Buffer.Area))
            yield return step;
    }

    /// <summary>Cuts the file that the buffer maps, if it maps one, and lets it grow again.</summary>
    public static IEnumerable<KernelStep> Truncating(Trial trial, Caller by, RandomStream random)
    {
        foreach (var step in Neighbours.Idle(random, 30))
            yield return step;
        if (trial.Buffer.Area is not { Object: { } file } area)
            yield break;

        var length = random.NextInt(file.Size);
        GiveUp();
        foreach (var step in MemoryCalls.Truncate(trial.Memory, by, file, length))
            yield return step;
        GiveUp();
        foreach (var step in MemoryCalls.Truncate(trial.Memory, by, file, file.Size))
            yield return step;

        // Who takes hold of a page before the end may have one that is the file's no more.
        void GiveUp()
        {
            trial.Buffer.Changes++;
            trial.Buffer.Cuts++;
            for (var page = length; page < file.Size; page++)
                trial.Oracle.GivenUp(area, page);
        }
    }
}
