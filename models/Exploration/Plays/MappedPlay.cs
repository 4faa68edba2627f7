using DmaModel.Strategies;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>A driver's buffer, mapped by the process and by another one beside it.</summary>
/// <param name="trial">The schedule.</param>
/// <param name="kind">Which of the strategies that map a driver's buffer.</param>
internal sealed class MappedPlay(Trial trial, ExploredStrategy kind) : IPlay
{
    /// <summary>The adversaries that it is tried against.</summary>
    public const Adversaries Against = Adversaries.Swap | Adversaries.Fork | Adversaries.Unmap | Adversaries.Exit
        | Adversaries.Concurrent | Adversaries.Touch | Adversaries.Exec | Adversaries.Move | Adversaries.Protect
        | Adversaries.Lock;

    /// <summary>The frames that it takes, at most.</summary>
    public const int Frames = 8;

    private readonly List<DriverBuffer> _buffers = [];
    private int _opens;

    private bool IsRing => kind == ExploredStrategy.MmapRing;

    // An object for each open; otherwise the driver has one buffer, which it keeps.
    private bool IsPerOpen => kind == ExploredStrategy.ObjectPager;

    private DriverBuffer Current => _buffers[_opens - 1];

    /// <inheritdoc/>
    public Vma NewArea(int pages)
    {
        _opens = IsPerOpen ? _opens + 1 : 1;

        // Those of later opens are made in advance: memory may be short by then.
        while (_buffers.Count < (IsPerOpen ? 2 : 1))
            _buffers.Add(new DriverBuffer(trial, trial.Process, pages));
        return NewArea(Current);
    }

    /// <inheritdoc/>
    public void Add(Cast cast)
    {
        Thread("thread 1", PageHalf.Lower, Adversaries.None);
        if (cast.Has(Adversaries.Concurrent) && !IsRing)
            Thread("thread 2", PageHalf.Upper, Adversaries.Concurrent);
        cast.AddThread("a second process", Adversaries.None, Watching);
        cast.AddNeighbours();
        return;

        void Thread(string name, PageHalf half, Adversaries role) => cast.AddThread(name, role, (by, random) =>
        {
            var used = trial.Splits || IsRing ? half : PageHalf.Both;
            var transfers = new MappedTransfers(trial, trial.Buffer, BufferOf, by, random, used);
            return IsRing ? transfers.Messages() : transfers.Calls();
        });
    }

    /// <inheritdoc/>
    public IEnumerable<KernelStep> Close(Caller by)
    {
        if (!IsPerOpen || trial.Options.Pager == PagerKind.Object)
            return _buffers.SelectMany(buffer => buffer.Close(by));
        _buffers.ForEach(buffer => buffer.Forget());
        return [];
    }

    private DriverBuffer BufferOf(Vma area) => _buffers.Find(buffer => buffer.Object == area.Object)!;

    private Vma NewArea(DriverBuffer buffer)
    {
        // Only what faults enter, and what is counted, can be left for the scanner to see.
        var isSeen = kind == ExploredStrategy.MmapFault && trial.Options.Pages != PageCounting.Reserved;
        var prefault = kind is ExploredStrategy.MmapPrefault or ExploredStrategy.MmapRing;
        return buffer.NewArea(isSeen ? VmaFlags.None : VmaFlags.Reserved, prefault);
    }

    // Another process that has the device open reads what is there, and leaves.
    private IEnumerable<KernelStep> Watching(Caller by, RandomStream random)
    {
        var thread = new ThreadSteps(trial.Memory, trial.Oracle, by);
        var process = trial.Memory.NewProcess("a second process");
        foreach (var step in Neighbours.Idle(random, 12))
            yield return step;
        var area = process.Add(NewArea(Current));
        yield return new KernelStep(StepKind.Change, Area: area);
        for (var i = 1 + random.NextInt(4); i > 0; i--)
        {
            foreach (var step in thread.Load(area, random.NextInt(area.Pages), PageHalf.Both))
                yield return step;
            foreach (var step in Neighbours.Idle(random, 12))
                yield return step;
        }

        foreach (var step in MemoryCalls.Exit(by, process))
            yield return step;
    }
}
