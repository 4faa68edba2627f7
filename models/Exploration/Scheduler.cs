using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration;

/// <summary>Chooses whose step is next: at random by weight, or as a list of earlier choices has it.</summary>
internal sealed class Scheduler(RandomStream? random, IReadOnlyList<byte>? given)
{
    private readonly List<Actor> _actors = [];
    private readonly List<byte> _chosen = [];
    private int _next;
    private int _callers;

    /// <summary>All actors, in the order in which they were added.</summary>
    public IReadOnlyList<Actor> Actors => _actors;

    /// <summary>The choices made, each the number of an actor.</summary>
    public IReadOnlyList<byte> Chosen => _chosen;

    /// <summary>Is told of each step, where a trace is wanted.</summary>
    public Action<Actor, KernelStep>? Watch { get; set; }

    public Caller NewCaller(string name) => new(++_callers, name);

    public void Add(Caller caller, IEnumerable<KernelStep> path, bool isDaemon = false, int weight = 4) =>
        _actors.Add(new Actor(caller, path, isDaemon, weight));

    /// <summary>Lets actors take steps until all are done, none can, something is found or the limit is reached.</summary>
    /// <returns>Whether the limit was reached.</returns>
    public bool Run(Func<bool> isOver, int mostSteps)
    {
        for (var steps = 0; steps < mostSteps; steps++)
        {
            if (isOver() || Choose() is not { } actor)
                return false;
            if (actor.Step() is { } step)
                Watch?.Invoke(actor, step);
        }

        return true;
    }

    private Actor? Choose()
    {
        if (given is not null)
            return ChooseGiven();

        var sum = 0;
        foreach (var actor in _actors)
            sum += actor.CanRun ? actor.Weight : 0;
        if (sum == 0)
            return null;

        var at = random!.NextInt(sum);
        for (var i = 0; ; i++)
        {
            at -= _actors[i].CanRun ? _actors[i].Weight : 0;
            if (at >= 0)
                continue;
            _chosen.Add((byte)i);
            return _actors[i];
        }
    }

    // A choice that cannot be made is skipped; after the last, each actor in turn goes on for as long as it can.
    private Actor? ChooseGiven()
    {
        while (_next < given!.Count)
        {
            var choice = given[_next++];
            if (choice < _actors.Count && _actors[choice].CanRun)
                return _actors[choice];
        }

        return _actors.Find(actor => actor.CanRun);
    }
}
