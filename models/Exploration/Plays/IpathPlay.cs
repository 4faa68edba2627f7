using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>Two processes with a context of the adapter each: a mapped eager ring for small messages, pinned pages for large
/// ones, and a page of buffer availability that is the adapter's and mapped by both.</summary>
/// <remarks>
/// Models drivers/infiniband/hw/ipath as B. O'Sullivan describes it (linux-kernel, 2006-03-15): the mappings are entered by
/// faults, are not inherited by children, and are hidden from reclaim. The windows onto the chip's own memory have no page
/// that could be miscounted, and are left out.
/// </remarks>
internal sealed class IpathPlay : IPlay
{
    /// <summary>The adversaries that it is tried against.</summary>
    public const Adversaries Against =
        Adversaries.Swap | Adversaries.Fork | Adversaries.Unmap | Adversaries.Exit | Adversaries.Touch;

    /// <summary>The frames that it takes, at most.</summary>
    public const int Frames = RingPages + 5;

    private const int RingPages = 3;
    private const int UserPages = 2;
    private const VmaFlags Hidden = VmaFlags.Reserved | VmaFlags.DontCopy;

    private readonly Trial _trial;
    private readonly DriverBuffer _available;
    private readonly Vma _judged;
    private readonly List<DriverBuffer> _rings = [];

    public IpathPlay(Trial trial)
    {
        _trial = trial;
        _available = new DriverBuffer(trial, trial.Process, pages: 1);
        _judged = _available.NewArea(Hidden, prefault: false);
    }

    /// <inheritdoc/>
    public Vma NewArea(int pages)
    {
        if (_rings.Count == 0)
            _rings.Add(new DriverBuffer(_trial, _trial.Process, pages));
        return _rings[0].NewArea(Hidden, prefault: false);
    }

    /// <inheritdoc/>
    public void Add(Cast cast)
    {
        cast.AddThread("thread 1", Adversaries.None, First);
        var second = _trial.Memory.NewProcess("a second process");
        var ring = new DriverBuffer(_trial, second, RingPages);
        _rings.Add(ring);
        cast.AddThread(second.Name, Adversaries.None, (by, random) => Second(second, ring, by, random));
        cast.AddThread("the adapter", Adversaries.None, Adapter);
        cast.AddNeighbours();
    }

    /// <inheritdoc/>
    public IEnumerable<KernelStep> Close(Caller by) =>
        _rings.Append(_available).SelectMany(buffer => buffer.Close(by));

    private IEnumerable<KernelStep> First(Caller by, RandomStream random) => Messages(_trial.Buffer, _rings[0], by, random);

    private IEnumerable<KernelStep> Second(ProcessMemory process, DriverBuffer ring, Caller by, RandomStream random)
    {
        var mapped = new SharedBuffer(process.Add(ring.NewArea(Hidden, prefault: false)));
        foreach (var step in Messages(mapped, ring, by, random))
            yield return step;
        foreach (var step in MemoryCalls.Exit(by, process))
            yield return step;
    }

    private IEnumerable<KernelStep> Messages(SharedBuffer mapped, DriverBuffer ring, Caller by, RandomStream random)
    {
        var heap = new Vma(UserPages, VmaFlags.None);
        var available = _available.NewArea(Hidden | VmaFlags.ReadOnly, prefault: false);
        foreach (var area in new[] { heap, available })
        {
            foreach (var step in MemoryCalls.Map(by, mapped.Owner, area))
                yield return step;
        }

        var user = new SharedBuffer(heap);
        var thread = new ThreadSteps(_trial.Memory, _trial.Oracle, by);
        var eager = new MappedTransfers(_trial, mapped, _ => ring, by, random, PageHalf.Lower);
        var expected = new Transfers(_trial, user, by, random, PageHalf.Both);
        for (var i = 1 + random.NextInt(3); i > 0 && !eager.HasLeft; i--)
        {
            foreach (var step in thread.Load(available, 0, PageHalf.Both))
                yield return step;
            foreach (var step in random.NextInt(2) == 0 ? eager.Messages() : expected.PinnedEach())
                yield return step;
        }
    }

    // It tells which of its buffers are free, whoever looks.
    private IEnumerable<KernelStep> Adapter(Caller by, RandomStream random)
    {
        for (var i = random.NextInt(3); i > 0; i--)
        {
            foreach (var step in Neighbours.Idle(random, 24))
                yield return step;
            var tag = _trial.Oracle.NewTag(_trial.Process, byDevice: true);
            _trial.Oracle.DeviceBegins(_judged, 0, PageHalf.Both);
            _trial.Oracle.DeviceWrites(_available.Object.Frame(0), PageHalf.Both, tag);
            _trial.Oracle.DeviceHasWritten(_judged, 0, PageHalf.Both, tag);
            yield return new KernelStep(StepKind.DeviceWrite, _available.Object.Frame(0));
        }
    }
}
