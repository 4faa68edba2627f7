using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>More contexts than SPUs: each is a process that maps its local store and a window of registers.</summary>
/// <remarks>
/// Models spufs of Linux 2.6.16 to 2.6.19 (B. Herrenschmidt, linux-kernel, 2006). A switch unmaps the store from its process,
/// saves it to memory, and restores another's in its place. The last page of a store is its window of registers: a fault on it
/// blocks until the context is switched in. Somebody else, a debugger or a device, gets pages of stores and uses them a while
/// later.
/// </remarks>
internal sealed class SpuPlay(Trial trial) : IPlay
{
    /// <summary>The adversaries that it is tried against.</summary>
    public const Adversaries Against = Adversaries.Swap | Adversaries.Fork | Adversaries.Unmap | Adversaries.Touch;

    /// <summary>The frames that it takes, at most.</summary>
    public const int Frames = (Contexts + MostSpus) * MostPages;

    private const int Contexts = 3;
    private const int MostSpus = 2;
    private const int MostPages = 4;

    private readonly List<MovingObject> _contexts = [];
    private readonly List<(int[] Store, MovingObject? User)> _spus = [];
    private readonly Signal _asked = new("a context to be wanted", by: null);
    private readonly SharedLock _switching = new("the lock of the SPU scheduler", exclusive: true);

    /// <inheritdoc/>
    public Vma NewArea(int pages)
    {
        if (_contexts.Count == 0)
        {
            for (var context = 0; context < Contexts; context++)
            {
                var owner = context == 0 ? trial.Process : trial.Memory.NewProcess($"process {context + 1}");
                _contexts.Add(new MovingObject(trial, owner, pages) { Window = pages - 1, Wanted = _asked });
            }

            return _contexts[0].Area;
        }

        return _contexts[0].Area = _contexts[0].NewArea();
    }

    /// <inheritdoc/>
    public void Add(Cast cast)
    {
        var random = trial.Stream();
        for (var spu = 1 + random.NextInt(MostSpus); spu > 0; spu--)
            _spus.Add((MovingObject.TakeFrames(trial, _contexts[0].Maps.Size), null));
        cast.AddDaemon("the SPU scheduler", by => Scheduling(by, random));
        cast.AddThread("thread 1", Adversaries.None, (by, draws) => Using(_contexts[0], by, draws));
        foreach (var context in _contexts.Skip(1))
            cast.AddThread(context.Owner.Name, Adversaries.None, (by, draws) => Living(context, by, draws));
        cast.AddThread("the debugger", Adversaries.None, Debugging);
        cast.AddNeighbours();
    }

    /// <inheritdoc/>
    public IEnumerable<KernelStep> Close(Caller by)
    {
        foreach (var step in _contexts.SelectMany(context => context.Close(by)))
            yield return step;

        // Nothing is switched any more.
        yield return new KernelStep(StepKind.Lock, Wait: _switching.EnterWrite(by));
        foreach (var (store, _) in _spus)
            MovingObject.FreeFrames(trial, store);
    }

    // Some switches of its own accord, and then those that somebody waits for: a slice is long enough for the fault that
    // has waited for it.
    private IEnumerable<KernelStep> Scheduling(Caller by, RandomStream random)
    {
        for (var i = 3 + random.NextInt(10); i > 0; i--)
        {
            foreach (var step in Neighbours.Idle(random, 24))
                yield return step;
            var next = _contexts[random.NextInt(Contexts)];
            if (next.IsPlaced)
                continue;
            foreach (var step in Switching(by, random.NextInt(_spus.Count), next))
                yield return step;
        }

        while (true)
        {
            var next = _contexts.Find(context => context is { IsAwaited: true, IsPlaced: false });
            var spu = _spus.FindIndex(used => used.User is not { IsAwaited: true });
            if (next is null || spu < 0)
            {
                yield return new KernelStep(StepKind.Wait, Wait: _asked.Await(by));
                continue;
            }

            foreach (var step in Switching(by, spu, next))
                yield return step;
        }
    }

    private IEnumerable<KernelStep> Switching(Caller by, int spu, MovingObject next)
    {
        yield return new KernelStep(StepKind.Lock, Wait: _switching.EnterWrite(by));
        if (_spus[spu].User is { } last)
        {
            foreach (var step in last.Move(by, place: null))
                yield return step;
        }

        foreach (var step in next.Move(by, _spus[spu].Store))
            yield return step;
        _spus[spu] = (_spus[spu].Store, next);
        _switching.Exit(by);
        yield return new KernelStep(StepKind.Unlock);
    }

    private IEnumerable<KernelStep> Living(MovingObject context, Caller by, RandomStream random)
    {
        context.Owner.Add(context.Area);
        foreach (var step in Using(context, by, random))
            yield return step;
        foreach (var step in MemoryCalls.Exit(by, context.Owner))
            yield return step;
    }

    private IEnumerable<KernelStep> Using(MovingObject context, Caller by, RandomStream random)
    {
        var thread = new ThreadSteps(trial.Memory, trial.Oracle, by);
        for (var i = 3 + random.NextInt(6); i > 0; i--)
        {
            var page = random.NextInt(context.Maps.Size);
            var steps = random.NextInt(2) == 0
                ? thread.Load(context.Area, page, PageHalf.Both)
                : thread.Store(context.Area, page, PageHalf.Lower);
            foreach (var step in steps)
                yield return step;
            foreach (var step in Neighbours.Idle(random, 12))
                yield return step;
        }
    }

    // access_process_vm(), or a driver that lets its device use what it got.
    private IEnumerable<KernelStep> Debugging(Caller by, RandomStream random)
    {
        var looks = new PageLooks(trial, by);
        for (var i = 1 + random.NextInt(4); i > 0 && trial.Options.UserPages != UserPagesRule.Refused; i--)
        {
            foreach (var step in Neighbours.Idle(random, 20))
                yield return step;
            var context = _contexts[random.NextInt(Contexts)];
            var (area, page) = (context.Area, random.NextInt(context.Maps.Size - 1));
            var isHeld = trial.Options.UserPages == UserPagesRule.Synchronised;
            foreach (var step in looks.Find(area, page, isHeld ? context : null))
                yield return step;
            if (looks.Frame < 0)
                continue;
            var access = new StoreAccess(trial, context.Owner, area, page, looks.Frame);
            foreach (var step in random.NextInt(2) == 0 ? access.Read(random) : access.Write(random))
                yield return step;
            if (isHeld)
                context.LetGo();
        }
    }
}
