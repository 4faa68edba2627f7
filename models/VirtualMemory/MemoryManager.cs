using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.VirtualMemory;

/// <summary>The memory manager of a machine at work: its paths cost time on cores, its scanner is a kernel thread, its swap
/// device serves one page after the other.</summary>
/// <remarks>The scanner and the device come to life when memory first runs low: a run that has enough pays nothing.</remarks>
public sealed class MemoryManager
{
    private readonly Machine _machine;
    private readonly StepCosts _costs;
    private int _callers;

    /// <summary>The memory of a machine, all of it free.</summary>
    public MemoryManager(Machine machine)
    {
        var memory = machine.Platform.Memory;
        _machine = machine;
        _costs = new StepCosts(machine.Platform);
        Memory = new PhysicalMemory(
            memory.Capacity.PiecesOf(memory.PageSize), memory.Swap.PiecesOf(memory.PageSize), machine.Platform.Kernel);
    }

    /// <summary>The frames, and who has them.</summary>
    public PhysicalMemory Memory { get; }

    /// <summary>Whether the scanner has ever had reason to live.</summary>
    public bool IsScanning { get; private set; }

    /// <summary>A caller for a thread.</summary>
    public Caller NewCaller(string name) => new(++_callers, name);

    /// <summary>Whether so many frames can be taken without waking the scanner.</summary>
    public bool HasRoomFor(int frames) => Memory.Frames.Free - frames >= Memory.LowWatermark;

    /// <summary>Takes the steps of a path on a task's core, each for its time.</summary>
    /// <param name="by">Who takes them.</param>
    /// <param name="path">The path.</param>
    /// <param name="inKernel">Whether the caller is in the kernel already.</param>
    public IEnumerable<Event> Walk(TaskContext by, IEnumerable<KernelStep> path, bool inKernel = true)
    {
        WakeScanner();
        foreach (var step in path)
        {
            var (cause, time) = _costs.Of(step, inKernel);
            if (time > Duration.Zero)
            {
                by.Begin().Add(cause, time);
                yield return by.Run();
            }

            if (step.Kind is StepKind.SwapOut && step.Area?.Owner?.Space is { } space)
                yield return Shoot(by, space, 1);
            if (step.Wait is { IsGranted: false } turn)
                yield return by.Sleep(EventOf(turn), step.Kind == StepKind.Lock ? Stage.Lock : Stage.Memory);
        }
    }

    /// <summary>Makes other cores drop translations, and waits until they have.</summary>
    internal Event Shoot(TaskContext by, AddressSpace space, int pages)
    {
        by.Core.Tlb.Invalidate(pages, used: 0);
        return by.Spin(
            CpuCause.ShootdownInitiator,
            _machine.Shootdown.Broadcast(by.Core, space, pages),
            _machine.Platform.Cpu.LineTransfer);
    }

    private Event EventOf(Turn turn)
    {
        var granted = new Event(_machine.Simulation);
        turn.Granted = () => granted.Succeed();
        return granted;
    }

    private void WakeScanner()
    {
        if (IsScanning)
            return;

        IsScanning = true;
        var thread = new CpuTask("kswapd", CpuPriority.Task, addressSpace: null);
        var core = new TaskContext(_machine.Simulation, _machine.Cores[^1], thread, clock: null);
        _machine.Simulation.Process(Walk(core, Scanner.Running(Memory, NewCaller("kswapd"))));
        _machine.Simulation.Process(Swapping());
    }

    private IEnumerable<Event> Swapping()
    {
        var costs = _machine.Platform.Paging;
        var time = costs.SwapLatency.Value + costs.SwapRate.Value.TimeFor(_machine.Platform.Memory.PageSize);
        foreach (var step in Scanner.ServingIo(Memory))
        {
            if (step.Kind is StepKind.Read or StepKind.Write)
                yield return _machine.Simulation.Timeout(time);
            if (step.Wait is { IsGranted: false } turn)
                yield return EventOf(turn);
        }
    }
}
