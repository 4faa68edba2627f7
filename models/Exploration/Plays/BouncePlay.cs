using DmaModel.Strategies;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>A driver whose device reaches a few bounce pages only, and another process on the same CPU.</summary>
/// <remarks>FreeBSD copies the wired pages of a parent for its child, which Linux does not: fork() is left out.</remarks>
/// <param name="trial">The schedule.</param>
/// <param name="isInProcess">Whether the process copies, in the call that waits, or an interrupt.</param>
/// <param name="isCopy">Whether it is a kernel's own buffer, which is copied as any system call copies.</param>
internal sealed class BouncePlay(Trial trial, bool isInProcess, bool isCopy = false) : IPlay
{
    /// <summary>The adversaries that it is tried against.</summary>
    public const Adversaries Against = Adversaries.Swap | Adversaries.Unmap | Adversaries.Concurrent | Adversaries.Twice
        | Adversaries.Touch | Adversaries.Protect;

    /// <summary>The adversaries that a copy as any system call's is tried against.</summary>
    public const Adversaries AgainstCopy = Against | Adversaries.Fork | Adversaries.Move | Adversaries.Lock;

    /// <summary>The frames of the pool.</summary>
    public const int Frames = 6;

    private const int MappingSlots = 1;

    /// <summary>How the data are copied, and the pages kept.</summary>
    public BounceChoices Choices { get; } = isCopy
        ? new BounceChoices { Copy = BounceCopyKind.PlainCopy, Kept = KeptPages.None, HandlesFaults = true }
        : trial.Options.Bounce;

    /// <summary>Whether the process copies.</summary>
    public bool IsInProcess => isInProcess;

    /// <summary>The bounce pages.</summary>
    public KernelPool Pool { get; } = new("a bounce page", TakeFrames(trial.Memory));

    /// <summary>The slots for temporary mappings.</summary>
    public KernelPool Slots { get; } = new("a slot for a temporary mapping", Enumerable.Range(0, MappingSlots));

    /// <summary>How often each area is wired.</summary>
    public Dictionary<Vma, int> Wirings { get; } = [];

    /// <summary>What another process has mapped at the addresses of the buffer; null where there is none.</summary>
    public Vma? OtherArea { get; set; }

    /// <inheritdoc/>
    public Vma NewArea(int pages) => new(pages, VmaFlags.None);

    /// <inheritdoc/>
    public void Add(Cast cast)
    {
        Thread("thread 1", PageHalf.Lower, Adversaries.None);
        if (cast.Has(Adversaries.Concurrent))
            Thread("thread 2", PageHalf.Upper, Adversaries.Concurrent);
        cast.AddThread("the interrupted process", Adversaries.None, Interrupted);
        cast.AddNeighbours();
        return;

        void Thread(string name, PageHalf half, Adversaries role) => cast.AddThread(name, role, (by, random) =>
            new BounceTransfers(trial, this, by, random, trial.Splits ? half : PageHalf.Both).Calls());
    }

    /// <inheritdoc/>
    public IEnumerable<KernelStep> Close(Caller by)
    {
        foreach (var frame in Pool.TakeAll())
        {
            trial.Memory.Put(frame);
            yield return new KernelStep(StepKind.Unpin, frame);
        }
    }

    private static IEnumerable<int> TakeFrames(PhysicalMemory memory)
    {
        for (var i = 0; i < Frames; i++)
            yield return memory.TryTake();
    }

    // It has something at some of the addresses of the buffer, and now and then makes use of a temporary mapping.
    private IEnumerable<KernelStep> Interrupted(Caller by, RandomStream random)
    {
        var thread = new ThreadSteps(trial.Memory, trial.Oracle, by);
        var process = trial.Memory.NewProcess("the interrupted process");
        var area = process.Add(new Vma(1 + random.NextInt(trial.Buffer.Area.Pages), VmaFlags.None));
        OtherArea = area;
        for (var i = 2 + random.NextInt(8); i > 0; i--)
        {
            var page = random.NextInt(area.Pages);
            var what = random.NextInt(3);
            var steps = what switch
            {
                0 => thread.Load(area, page, PageHalf.Both),
                1 => thread.Store(area, page, PageHalf.Both),
                _ => UsingSlot(by, random),
            };
            foreach (var step in steps.Concat(Neighbours.Idle(random, 12)))
                yield return step;
        }

        OtherArea = null;
        foreach (var step in MemoryCalls.Exit(by, process))
            yield return step;
    }

    private IEnumerable<KernelStep> UsingSlot(Caller by, RandomStream random)
    {
        int[]? slot;
        while ((slot = Slots.TryTake(1)) is null)
            yield return new KernelStep(StepKind.Wait, Wait: Slots.Await(by));
        foreach (var step in Neighbours.Idle(random, 8))
            yield return step;
        Slots.Give(slot);
    }
}
