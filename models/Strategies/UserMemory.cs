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
    public static IEnumerable<Event> Pin(Worker worker, CpuWork work, PinOptions options, bool deviceWrites)
    {
        var (space, area) = (worker.Space, worker.Buffer.Area);
        var pin = worker.Pin ??= space.NewPin(options);
        if (!space.CanPinAtOnce(area, worker.Pages, options))
            return PinStepwise(worker, pin, worker.Pages, deviceWrites);

        if (space.PinNeedsLock(area, worker.Pages))
            return PinUnderLock(worker, pin, worker.Pages, deviceWrites);
        space.BeginPin(work);
        space.Pin(worker.Task, work, area, worker.Pages, pin, deviceWrites);
        return [];
    }

    /// <summary>Pins all pages of the buffer for good.</summary>
    public static IEnumerable<Event> Register(Worker worker, PinOptions options)
    {
        var area = worker.Buffer.Area;
        worker.Space.Registrations++;
        worker.Task.Begin();
        var pin = worker.Buffer.Pin = worker.Space.NewPin(options with { Toggles = true });
        var steps = worker.Space.CanPinAtOnce(area, area.Pages, options)
            ? PinUnderLock(worker, pin, area.Pages, deviceWrites: true)
            : PinStepwise(worker, pin, area.Pages, deviceWrites: true);
        foreach (var step in steps)
            yield return step;
        yield return worker.Task.Run();
    }

    /// <summary>Adds the cost of letting the transfer's pages go, and lets them go.</summary>
    public static void Unpin(Worker worker, CpuWork work) => worker.Space.Unpin(work, worker.Pin!);

    /// <summary>Adds the cost of letting the pages of a registration go, and lets them go.</summary>
    public static void Deregister(Worker worker, CpuWork work) => worker.Space.Unpin(work, worker.Buffer.Pin!);

    private static IEnumerable<Event> PinUnderLock(Worker worker, Pin pin, int pages, bool deviceWrites)
    {
        var space = worker.Space;
        space.BeginPin(worker.Task.Resume());
        yield return worker.Task.Run();
        yield return worker.Task.Sleep(space.Lock.EnterRead(), Measurement.Stage.Lock);

        // Another may have locked a page, or reclaim have taken it, while this thread waited for the lock.
        if (!space.CanPinAtOnce(worker.Buffer.Area, pages, pin.Options))
        {
            space.Lock.ExitRead();
            worker.Task.Begin();
            foreach (var step in PinStepwise(worker, pin, pages, deviceWrites))
                yield return step;
            yield break;
        }

        space.Pin(worker.Task, worker.Task.Begin(), worker.Buffer.Area, pages, pin, deviceWrites);
        yield return worker.Task.Run();
        space.Lock.ExitRead();
        worker.Task.Begin();
    }

    private static IEnumerable<Event> PinStepwise(Worker worker, Pin pin, int pages, bool deviceWrites)
    {
        yield return worker.Task.Run();

        // A process that is told EAGAIN asks again.
        do
        {
            foreach (var step in worker.Space.PinStepwise(worker.Task, worker.Buffer.Area, pages, pin, deviceWrites))
                yield return step;
        }
        while (pin.Outcome == PinOutcome.Again);
        if (pin.Outcome != PinOutcome.Pinned)
            throw new InvalidOperationException($"The process cannot pin its buffer: {pin.Outcome}.");
        worker.Task.Begin();
    }
}
