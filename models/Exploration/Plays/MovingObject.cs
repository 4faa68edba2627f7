using DmaModel.VirtualMemory;

namespace DmaModel.Exploration.Plays;

/// <summary>An object whose pages its driver moves between memories, while processes have it mapped.</summary>
/// <remarks>
/// The local store of a context as spufs has it, or a buffer of a graphics driver. It is moved under its lock: the entries go
/// first (unmap_mapping_range), then the contents are copied, then faults find the new place. All its frames are the driver's
/// own, which no count frees.
/// </remarks>
internal sealed class MovingObject : IFaultHandler
{
    private readonly Trial _trial;
    private readonly int[] _home;
    private readonly Signal _letGo;
    private readonly Signal _moved;
    private readonly HashSet<DriverFault> _waiting = [];
    private int[] _frames;
    private int _holds;

    /// <summary>An object at home.</summary>
    /// <param name="trial">The schedule.</param>
    /// <param name="owner">The process that it is for.</param>
    /// <param name="pages">The number of its pages.</param>
    public MovingObject(Trial trial, ProcessMemory owner, int pages)
    {
        _trial = trial;
        Owner = owner;
        Maps = new MemoryObject(ObjectKind.Driver, pages) { Handler = this };
        Lock = new SharedLock($"the lock of the object of {owner.Name}", exclusive: true);
        _letGo = new Signal($"the object of {owner.Name} to be let go", by: null);
        _moved = new Signal($"the object of {owner.Name} to be moved", by: null);
        _home = TakeFrames(trial, pages);
        _frames = _home;
        Area = NewArea();
        trial.Oracle.Own(Maps, owner, isContext: true);
    }

    /// <summary>The process that it is for.</summary>
    public ProcessMemory Owner { get; }

    /// <summary>What processes map.</summary>
    public MemoryObject Maps { get; }

    /// <summary>Kept while it is moved, and while a fault looks where it is.</summary>
    public SharedLock Lock { get; }

    /// <summary>The area through which its owner has it mapped.</summary>
    public Vma Area { get; set; }

    /// <summary>Whether it is anywhere but at home.</summary>
    public bool IsPlaced => _frames != _home;

    /// <summary>The page that can be reached only while the object is placed, as a window of registers can; negative for
    /// none.</summary>
    public int Window { get; init; } = -1;

    /// <summary>Whether a fault on the window waits for the object to be placed, or has waited and is not over.</summary>
    public bool IsAwaited => _waiting.Count > 0;

    /// <summary>Raised when it is wanted to be placed, and when it is no longer.</summary>
    public Signal? Wanted { get; init; }

    /// <inheritdoc/>
    public HandlerKind Kind => _trial.Options.FaultHandler;

    /// <summary>Frames of a driver's, which no count frees.</summary>
    public static int[] TakeFrames(Trial trial, int pages)
    {
        var frames = new int[pages];
        for (var page = 0; page < pages; page++)
        {
            frames[page] = trial.Memory.TryTake();
            trial.Memory.Frames.Content(frames[page]) = 0;
            trial.Memory.Frames.Flags(frames[page]) |= FrameFlags.Reserved;
        }

        return frames;
    }

    /// <summary>Gives frames back.</summary>
    public static void FreeFrames(Trial trial, int[] frames)
    {
        foreach (var frame in frames)
        {
            trial.Memory.Frames.Flags(frame) &= ~FrameFlags.Reserved;
            trial.Memory.Put(frame);
        }
    }

    /// <summary>An area that shows it, not mapped yet.</summary>
    public Vma NewArea() => new(Maps.Size, VmaFlags.Shared | VmaFlags.Io | VmaFlags.Reserved, Maps);

    /// <summary>The frame that a page is in.</summary>
    public int Frame(int page) => _frames[page];

    /// <inheritdoc/>
    public IEnumerable<KernelStep> Find(DriverFault fault)
    {
        yield return Locking(fault.By);
        while (fault.Index == Window && !IsPlaced)
        {
            Lock.Exit(fault.By);
            if (_waiting.Add(fault))
                Wanted?.Raise();
            yield return new KernelStep(StepKind.Wait, Wait: _moved.Await(fault.By));
            yield return Locking(fault.By);
        }

        fault.Frame = _frames[fault.Index];
        if (Kind == HandlerKind.EntryInstalling)
            yield return fault.Enter();
        Lock.Exit(fault.By);
        yield return new KernelStep(StepKind.Unlock);
    }

    /// <inheritdoc/>
    public void Done(DriverFault fault)
    {
        if (_waiting.Remove(fault))
            Wanted?.Raise();
    }

    /// <summary>Moves it.</summary>
    /// <param name="by">Who moves it.</param>
    /// <param name="place">The frames that it is moved to; null for its home.</param>
    public IEnumerable<KernelStep> Move(Caller by, int[]? place)
    {
        yield return Locking(by);
        while (_holds > 0)
        {
            Lock.Exit(by);
            yield return new KernelStep(StepKind.Wait, Wait: _letGo.Await(by));
            yield return Locking(by);
        }

        foreach (var step in MemoryCalls.UnmapObject(_trial.Memory, Maps))
            yield return step;
        var to = place ?? _home;
        for (var page = 0; page < to.Length; page++)
        {
            _trial.Memory.Frames.Content(to[page]) = _trial.Memory.Frames.Content(_frames[page]);
            yield return new KernelStep(StepKind.Copy, to[page]);
        }

        _frames = to;
        Lock.Exit(by);
        _moved.Raise();
        yield return new KernelStep(StepKind.Unlock);
    }

    /// <summary>Keeps it where it is, until it is let go.</summary>
    public IEnumerable<KernelStep> Hold(Caller by)
    {
        yield return Locking(by);
        _holds++;
        Lock.Exit(by);
        yield return new KernelStep(StepKind.Unlock);
    }

    /// <summary>Lets it go.</summary>
    public void LetGo()
    {
        if (--_holds == 0)
            _letGo.Raise();
    }

    /// <summary>Waits until nobody maps it, and gives its frames back.</summary>
    public IEnumerable<KernelStep> Close(Caller by)
    {
        while (Maps.Areas.Count > 0)
            yield return new KernelStep(StepKind.Wait, Wait: Maps.Released.Await(by));
        FreeFrames(_trial, _home);
    }

    private KernelStep Locking(Caller by) => new(StepKind.Lock, Wait: Lock.EnterWrite(by));
}
