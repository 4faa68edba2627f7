using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>Graphics objects of several clients that move between video, aperture and system memory, and a device of another
/// driver's that its client lets write into one.</summary>
/// <remarks>
/// As B. Herrenschmidt wishes it (linux-kernel, 2006): a client has one mapping, whose entries follow the object. The engine
/// draws in video memory only, and evicts others from there. The other driver's device either takes the pages as it finds
/// them, or asks the graphics driver to lock the object in place meanwhile.
/// </remarks>
internal sealed class MigratingPlay(Trial trial) : IPlay
{
    /// <summary>The adversaries that it is tried against.</summary>
    public const Adversaries Against = Adversaries.Swap | Adversaries.Fork | Adversaries.Unmap | Adversaries.Touch;

    /// <summary>The frames that it takes, at most.</summary>
    public const int Frames = (Clients + Places) * MostPages;

    private const int Clients = 3;
    private const int InVideo = 1;
    private const int Places = InVideo + 1;
    private const int MostPages = 4;

    private readonly List<MovingObject> _objects = [];
    private readonly (int[] Memory, MovingObject? User)[] _places = new (int[], MovingObject?)[Places];
    private readonly SharedLock _placing = new("the lock of the graphics driver", exclusive: true);

    /// <inheritdoc/>
    public Vma NewArea(int pages)
    {
        if (_objects.Count > 0)
            return _objects[0].Area = _objects[0].NewArea();
        for (var client = 0; client < Clients; client++)
        {
            var owner = client == 0 ? trial.Process : trial.Memory.NewProcess($"process {client + 1}");
            _objects.Add(new MovingObject(trial, owner, pages));
        }

        for (var place = 0; place < Places; place++)
            _places[place] = (MovingObject.TakeFrames(trial, pages), null);
        return _objects[0].Area;
    }

    /// <inheritdoc/>
    public void Add(Cast cast)
    {
        cast.AddThread("the graphics engine", Adversaries.None, Drawing);
        cast.AddThread("the graphics driver", Adversaries.None, Evicting);
        cast.AddThread("thread 1", Adversaries.None, (by, draws) => Using(_objects[0], by, draws));
        foreach (var one in _objects.Skip(1))
            cast.AddThread(one.Owner.Name, Adversaries.None, (by, draws) => Living(one, by, draws));
        cast.AddNeighbours();
    }

    /// <inheritdoc/>
    public IEnumerable<KernelStep> Close(Caller by)
    {
        foreach (var step in _objects.SelectMany(one => one.Close(by)))
            yield return step;
        foreach (var (memory, _) in _places)
            MovingObject.FreeFrames(trial, memory);
    }

    private IEnumerable<KernelStep> Drawing(Caller by, RandomStream random)
    {
        for (var i = 2 + random.NextInt(6); i > 0; i--)
        {
            foreach (var step in Neighbours.Idle(random, 16))
                yield return step;
            var one = _objects[random.NextInt(Clients)];
            yield return new KernelStep(StepKind.Lock, Wait: _placing.EnterWrite(by));
            foreach (var step in BringToVideo(by, one, random.NextInt(InVideo)))
                yield return step;
            foreach (var step in Draw(one, random.NextInt(one.Maps.Size)))
                yield return step;
            _placing.Exit(by);
            yield return new KernelStep(StepKind.Unlock);
        }
    }

    // Who was there goes to the aperture, and who was in the aperture goes home.
    private IEnumerable<KernelStep> BringToVideo(Caller by, MovingObject one, int place)
    {
        if (Array.FindIndex(_places, 0, InVideo, used => used.User == one) >= 0)
            yield break;
        if (_places[InVideo].User == one)
        {
            foreach (var step in one.Move(by, place: null))
                yield return step;
            _places[InVideo].User = null;
        }

        if (_places[place].User is { } victim)
        {
            if (_places[InVideo].User is { } older)
            {
                foreach (var step in older.Move(by, place: null))
                    yield return step;
            }

            foreach (var step in victim.Move(by, _places[InVideo].Memory))
                yield return step;
            _places[InVideo].User = victim;
        }

        foreach (var step in one.Move(by, _places[place].Memory))
            yield return step;
        _places[place].User = one;
    }

    private IEnumerable<KernelStep> Draw(MovingObject one, int page)
    {
        var tag = trial.Oracle.NewTag(one.Owner, byDevice: true);
        trial.Oracle.DeviceBegins(one.Area, page, PageHalf.Upper);
        yield return new KernelStep(StepKind.Device);
        trial.Oracle.DeviceWrites(one.Frame(page), PageHalf.Upper, tag);
        yield return new KernelStep(StepKind.DeviceWrite, one.Frame(page));
        trial.Oracle.DeviceHasWritten(one.Area, page, PageHalf.Upper, tag);
    }

    // Memory is wanted for other things: objects go home.
    private IEnumerable<KernelStep> Evicting(Caller by, RandomStream random)
    {
        for (var i = random.NextInt(5); i > 0; i--)
        {
            foreach (var step in Neighbours.Idle(random, 24))
                yield return step;
            yield return new KernelStep(StepKind.Lock, Wait: _placing.EnterWrite(by));
            var place = random.NextInt(Places);
            if (_places[place].User is { } one)
            {
                foreach (var step in one.Move(by, place: null))
                    yield return step;
                _places[place].User = null;
            }

            _placing.Exit(by);
            yield return new KernelStep(StepKind.Unlock);
        }
    }

    private IEnumerable<KernelStep> Living(MovingObject one, Caller by, RandomStream random)
    {
        one.Owner.Add(one.Area);
        foreach (var step in Using(one, by, random))
            yield return step;
        foreach (var step in MemoryCalls.Exit(by, one.Owner))
            yield return step;
    }

    private IEnumerable<KernelStep> Using(MovingObject one, Caller by, RandomStream random)
    {
        var buffer = one == _objects[0] ? trial.Buffer : new SharedBuffer(one.Area);
        var steps = new BufferSteps(trial, buffer, by, random, PageHalf.Lower);
        var looks = new PageLooks(trial, by);
        for (var i = 1 + random.NextInt(3); i > 0; i--)
        {
            var (area, pages) = steps.Range();
            foreach (var step in steps.Prepare(pages))
                yield return step;
            if (trial.Options.LocksInPlace)
            {
                foreach (var step in one.Hold(by))
                    yield return step;
            }

            var frames = new List<int>();
            foreach (var (_, page) in pages)
            {
                foreach (var step in looks.Find(area, page))
                    yield return step;
                frames.Add(looks.Frame);
            }

            if (!frames.Contains(-1))
            {
                var deviceWrites = random.NextInt(2) == 0;
                var operation = steps.Start([.. frames], pages, deviceWrites, out var tag);
                if (operation.Await(by) is { } turn)
                    yield return new KernelStep(StepKind.Wait, Wait: turn);
                steps.Complete(pages, deviceWrites, tag);
            }

            if (trial.Options.LocksInPlace)
                one.LetGo();
            foreach (var step in steps.ReadBack(pages))
                yield return step;
        }
    }
}
