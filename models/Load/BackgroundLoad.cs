using DmaModel.Hardware;
using DmaModel.Units;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Load;

/// <summary>What else the machine is doing: a thread that unmaps, tasks that never sleep, memory traffic of others.</summary>
internal sealed class BackgroundLoad(
    Machine machine, MemoryManager manager, AddressSpace space, RandomStreams streams)
{
    /// <summary>Starts all of it.</summary>
    public void Start(BackgroundSpec background)
    {
        machine.Bus.AddBackground(background.MemoryTraffic);
        for (var i = 0; i < background.CpuHogs; i++)
            machine.Simulation.Process(Hogging(i));
        if (background.UnmapsPerSecond > 0)
            machine.Simulation.Process(Unmapping(background));
        if (background.TouchesPerSecond > 0)
            machine.Simulation.Process(Touching(background));
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
        var meanGap = Duration.Seconds(1 / background.TouchesPerSecond);
        var due = Duration.Zero;
        while (true)
        {
            due += draws.Exponential(meanGap);
            if (due > machine.Simulation.Elapsed)
                yield return machine.Simulation.Timeout(due - machine.Simulation.Elapsed);
            foreach (var step in neighbour.Access(context, area, draws.NextInt(area.Pages), write: true))
                yield return step;
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

    // A further thread of the same process, on the last core, maps memory with all its pages and unmaps it again. Calls are due
    // at times of their own; one that comes late does not put off the next.
    private IEnumerable<Event> Unmapping(BackgroundSpec background)
    {
        var gaps = streams.Stream("unmaps");
        var meanGap = Duration.Seconds(1 / background.UnmapsPerSecond);
        var task = new CpuTask("unmapping thread", CpuPriority.Task, space);
        var context = new TaskContext(machine.Simulation, machine.Cores[^1], task, clock: null);
        var due = Duration.Zero;
        while (true)
        {
            due += gaps.Exponential(meanGap);
            if (due > machine.Simulation.Elapsed)
                yield return machine.Simulation.Timeout(due - machine.Simulation.Elapsed);
            var area = new Vma(background.UnmapPages, VmaFlags.None);
            foreach (var step in space.Map(context, area, populate: true, callPerPage: false))
                yield return step;
            foreach (var step in space.Unmap(context, area))
                yield return step;
        }
    }
}
