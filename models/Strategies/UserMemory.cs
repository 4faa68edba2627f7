using DmaModel.Hardware;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>Buffers that are the process's own anonymous memory: mapped empty, filled by faults, unmapped with a
/// shootdown.</summary>
internal static class UserMemory
{
    /// <summary>Maps a fresh buffer; its pages come with their first use.</summary>
    public static IEnumerable<Event> Map(Worker worker)
    {
        var area = worker.NewArea(VmaFlags.None);
        foreach (var step in worker.Space.Map(worker.Task, area, populate: false, callPerPage: false))
            yield return step;
        worker.Buffer.Map(area);
    }

    /// <summary>Pins the transfer's pages after what the thread has on its list; what is on the list afterwards is still
    /// to be run.</summary>
    public static IEnumerable<Event> Pin(Worker worker, CpuWork work)
    {
        var space = worker.Space;
        var area = worker.Buffer.Area;
        if (!space.PinNeedsLock(area, worker.Pages))
        {
            space.Pin(worker.Task, work, area, worker.Pages);
            yield break;
        }

        yield return worker.Task.Run();
        yield return worker.Task.Sleep(space.Lock.EnterRead(), Measurement.Stage.Lock);
        work = worker.Task.Begin();
        space.Pin(worker.Task, work, area, worker.Pages);
        yield return worker.Task.Run();
        space.Lock.ExitRead();
        worker.Task.Begin();
    }
}
