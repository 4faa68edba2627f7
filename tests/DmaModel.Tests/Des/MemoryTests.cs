using System.Runtime.CompilerServices;
using DmaModel.Benchmarks.Core;

namespace DmaModel.Tests.Des;

/// <summary>Measures the heap of the whole process, and therefore runs when no other test does.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    // 10,000 runs of about 600 events each allocate some 300 MB in all; what stays has to be next to nothing.
    [Fact]
    public void Many_short_runs_leave_a_flat_heap()
    {
        for (var i = 0; i < 100; i++)
            ShortRun();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < 10_000; i++)
            ShortRun();

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(100_000);
    }

    [Fact]
    public void A_finished_run_can_be_collected_whole()
    {
        var references = FinishedRun();

        GC.Collect();

        references.Count(reference => reference.IsAlive).ShouldBe(0);
    }

    // Whoever keeps a process that has ended, to read its value, does not keep what its steps worked on.
    [Fact]
    public void A_process_that_has_ended_lets_go_of_what_its_steps_held()
    {
        var simulation = new Simulation(randomSeed: 1);
        var (process, held) = EndedProcess(simulation);

        GC.Collect();

        held.IsAlive.ShouldBeFalse();
        GC.KeepAlive(process);
    }

    private static void ShortRun() => CoreWorkload.Named("w2").Run(scale: 0.0001);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> FinishedRun()
    {
        var simulation = new Simulation(randomSeed: 1);
        var resource = new PreemptiveResource(simulation, 1);
        var store = new Store(simulation, 1);
        var processes = Enumerable.Range(0, 5).Select(i => simulation.Process(Working(i))).ToList();
        simulation.Run();
        return [new(simulation), new(resource), new(store), .. processes.Select(process => new WeakReference(process))];

        IEnumerable<Event> Working(int i)
        {
            using var turn = resource.Request(i, preempt: true);
            yield return turn | simulation.Timeout(TimeSpan.FromTicks(i));
            simulation.ActiveProcess.HandleFault();
            yield return store.Put("item");
            simulation.ActiveProcess.HandleFault();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Process Process, WeakReference Held) EndedProcess(Simulation simulation)
    {
        var held = new object();
        var process = simulation.Process(Holding(held));
        simulation.Run();
        return (process, new WeakReference(held));

        IEnumerable<Event> Holding(object something)
        {
            yield return simulation.Timeout(TimeSpan.FromTicks(1));
            something.ShouldNotBeNull();
        }
    }
}
