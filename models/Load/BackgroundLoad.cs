using DmaModel.Hardware;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Load;

/// <summary>What else the machine is doing: a thread that unmaps, tasks that never sleep, memory traffic of others.</summary>
internal sealed class BackgroundLoad(
    Machine machine, MemoryManager manager, AddressSpace space, RandomStreams streams, UnmapTimes unmaps)
{
    /// <summary>Starts all of it.</summary>
    /// <param name="background">What it is.</param>
    /// <param name="workers">Whose buffers it may free.</param>
    public void Start(BackgroundSpec background, IReadOnlyList<Worker> workers)
    {
        machine.Bus.AddBackground(background.MemoryTraffic);
        if (background.Fragmentation > 0)
            manager.Memory.Fragment(background.Fragmentation, streams.Stream("fragmentation").NextDouble);
        for (var i = 0; i < background.CpuHogs; i++)
            machine.Simulation.Process(Hogging(i));
        if (background.UnmapsPerSecond > 0)
            machine.Simulation.Process(Unmapping(background));
        if (background.FreesPerSecond > 0)
            machine.Simulation.Process(Freeing(background, workers));
        if (background.TouchesPerSecond > 0)
            machine.Simulation.Process(background.SharedBy > 0 ? TouchingShared(background) : Touching(background));
    }

    // Another process, on the last core, writes to one page of its memory after another. What fits is there from the start.
    private IEnumerable<Event> Touching(BackgroundSpec background)
    {
        var draws = streams.Stream("touches");
        var neighbour = new AddressSpace(machine, manager, "the neighbour");
        var area = new Vma(neighbour.PagesFor(background.WorkingSet), VmaFlags.None);
        neighbour.Fill(area);
        var task = new CpuTask("neighbour", CpuPriority.Task, neighbour);
        var context = new TaskContext(machine.Simulation, machine.Cores[^1], task, clock: null);
        var calls = new PacedCalls(machine.Simulation, draws, background.TouchesPerSecond);
        while (true)
        {
            if (calls.Next() is { } due)
                yield return due;
            foreach (var step in neighbour.Access(context, area, draws.NextInt(area.Pages), write: true))
                yield return step;
        }
    }

    // Some processes, on the last core, share one memory; each writes to a page when one does.
    private IEnumerable<Event> TouchingShared(BackgroundSpec background)
    {
        var draws = streams.Stream("touches");
        var neighbours = new AddressSpace[background.SharedBy];
        var contexts = new TaskContext[background.SharedBy];
        for (var i = 0; i < neighbours.Length; i++)
        {
            neighbours[i] = new AddressSpace(machine, manager, $"neighbour {i}");
            var task = new CpuTask($"neighbour {i}", CpuPriority.Task, neighbours[i]);
            contexts[i] = new TaskContext(machine.Simulation, machine.Cores[^1], task, clock: null);
        }

        var areas = AddressSpace.FillShared(neighbours, space.PagesFor(background.WorkingSet));
        var calls = new PacedCalls(machine.Simulation, draws, background.TouchesPerSecond);
        while (true)
        {
            if (calls.Next() is { } due)
                yield return due;
            var page = draws.NextInt(areas[0].Pages);
            for (var i = 0; i < areas.Count; i++)
            {
                foreach (var step in neighbours[i].Access(contexts[i], areas[i], page, write: true))
                    yield return step;
            }
        }
    }

    // A further thread of the same process, on the last core, unmaps one of the buffers that a device is at work on.
    private IEnumerable<Event> Freeing(BackgroundSpec background, IReadOnlyList<Worker> workers)
    {
        var draws = streams.Stream("frees");
        var calls = new PacedCalls(machine.Simulation, draws, background.FreesPerSecond);
        var task = new CpuTask("freeing thread", CpuPriority.Task, space);
        var context = new TaskContext(machine.Simulation, machine.Cores[^1], task, clock: null);
        while (true)
        {
            if (calls.Next() is { } due)
                yield return due;
            var used = workers.Where(worker => worker.Pin is { Pages.Count: > 0 } && !worker.Buffer.IsGivenUp).ToList();
            if (used.Count == 0)
                continue;
            var buffer = used[draws.NextInt(used.Count)].Buffer;
            buffer.GiveUp();
            var began = machine.Simulation.Elapsed;
            foreach (var step in space.Unmap(context, buffer.Area))
                yield return step;
            unmaps.Record(machine.Simulation.Elapsed - began);
        }
    }

    // A task of another process that wants a core for ever, ten seconds at a time.
    private IEnumerable<Event> Hogging(int index)
    {
        var core = machine.Cores[index % machine.Cores.Count];
        var task = new CpuTask($"hog {index}", CpuPriority.Task, new object());
        var context = new TaskContext(machine.Simulation, core, task, clock: null);
        while (true)
        {
            context.Begin().Add(CpuCause.Background, Duration.Seconds(10));
            yield return context.Run();
        }
    }

    // A further thread of the same process, on the last core, maps memory with all its pages and unmaps it again.
    private IEnumerable<Event> Unmapping(BackgroundSpec background)
    {
        var calls = new PacedCalls(machine.Simulation, streams.Stream("unmaps"), background.UnmapsPerSecond);
        var task = new CpuTask("unmapping thread", CpuPriority.Task, space);
        var context = new TaskContext(machine.Simulation, machine.Cores[^1], task, clock: null);
        while (true)
        {
            if (calls.Next() is { } due)
                yield return due;
            var area = new Vma(background.UnmapPages, VmaFlags.None);
            foreach (var step in space.Map(context, area, populate: true, callPerPage: false))
                yield return step;
            var began = machine.Simulation.Elapsed;
            foreach (var step in space.Unmap(context, area))
                yield return step;
            unmaps.Record(machine.Simulation.Elapsed - began);
        }
    }
}
