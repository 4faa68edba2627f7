using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>An access to a page of another process's object, through a frame that was looked up before.</summary>
internal sealed class StoreAccess(Trial trial, ProcessMemory owner, Vma area, int page, int frame)
{
    private const int MostHeld = 24;

    /// <summary>Reads the page a while after it was looked up.</summary>
    public IEnumerable<KernelStep> Read(RandomStream random)
    {
        foreach (var step in Neighbours.Idle(random, MostHeld))
            yield return step;
        foreach (var half in new[] { PageHalf.Lower, PageHalf.Upper })
            trial.Oracle.DeviceReads(frame, half, trial.Oracle.Expected(area, page, half), owner);
        yield return new KernelStep(StepKind.DeviceRead, frame, page, area);
    }

    /// <summary>Writes half of the page a while after it was looked up.</summary>
    public IEnumerable<KernelStep> Write(RandomStream random)
    {
        var tag = trial.Oracle.NewTag(owner, byDevice: true);
        trial.Oracle.DeviceBegins(area, page, PageHalf.Upper);
        foreach (var step in Neighbours.Idle(random, MostHeld))
            yield return step;
        trial.Oracle.DeviceWrites(frame, PageHalf.Upper, tag);
        yield return new KernelStep(StepKind.DeviceWrite, frame, page, area);
        trial.Oracle.DeviceHasWritten(area, page, PageHalf.Upper, tag);
    }
}
