namespace DmaModel.Tests.Conformance.RandomPrograms;

/// <summary>Runs a random program in a world and notes what each of its processes saw, and when.</summary>
/// <remarks>
/// It keeps clear of what Des refuses and SimSharp hides: no process is interrupted twice before it goes on, or while
/// it may be preempted; none waits for what has happened right after a failure. It also keeps clear of two defects of
/// SimSharp: a claim on a priority resource is not withdrawn, and no interrupt reaches a process that is being told.
/// </remarks>
public sealed class Interpreter<T>(IWorld<T> world, RandomProgram program)
    where T : class
{
    private readonly List<string> _trace = [];
    private readonly List<T> _signals = [];
    private readonly List<Actor> _actors = [];

    public IReadOnlyList<string> Run()
    {
        for (var i = 0; i < RandomProgram.Signals; i++)
            _signals.Add(world.Signal());
        for (var i = 0; i < program.Scripts.Count; i++)
        {
            var actor = new Actor(i, program.Scripts[i]);
            _actors.Add(actor);
            actor.Process = world.Start(Acting(actor), actor.Script.Priority);
        }

        world.Run();
        _trace.Add($"end {world.Now} after {world.ProcessedEvents} events, {world.State}");
        return _trace;
    }

    private IEnumerable<T> Acting(Actor actor)
    {
        Answer(actor, "start");
        foreach (var step in actor.Script.Steps)
        {
            foreach (var awaited in Doing(actor, step))
            {
                // Waiting for what has happened right after a failure is where SimSharp repeats the failure.
                if (actor.HasFailed && world.IsProcessed(awaited))
                    continue;
                yield return awaited;
                Answer(actor, $"{step.Deed} {world.ValueOf(awaited)}");
            }
        }

        Note(actor, "ends");
        actor.HasEnded = true;
    }

    private IEnumerable<T> Doing(Actor actor, Step step) => step.Deed switch
    {
        Deed.Wait => [world.Timeout(step.Amount, step.Priority)],
        Deed.Use => Holding(actor, world.Request(), step.Amount),
        Deed.UseWithPriority => Shielded(actor, Holding(actor, world.RequestWithPriority(step.Priority), step.Amount)),
        Deed.UsePreempting => Shielded(actor, Holding(actor, world.RequestPreempting(step.Priority, step.Peer % 2 == 1), step.Amount)),
        Deed.UseImpatiently => Racing(world.Request(), step.Amount),
        Deed.Put => [world.Put($"{actor.Id}/{step.Amount}")],
        Deed.Get => [world.Get()],
        Deed.Fill => [world.Fill(step.Amount + 1)],
        Deed.Drain => [world.Drain(step.Amount + 1)],
        Deed.Join => step.Peer % _actors.Count == actor.Id ? [] : [_actors[step.Peer % _actors.Count].Process!],
        Deed.Interrupt => Interrupting(actor, _actors[step.Peer % _actors.Count]),
        Deed.Race => [world.Any(world.Timeout(step.Amount, step.Priority), world.Timeout(step.Peer, 0))],
        Deed.Both => [world.All(world.Timeout(step.Amount, step.Priority), world.Timeout(step.Peer, 0))],
        Deed.Signal => Signalling(actor, step),
        Deed.Listen => [_signals[step.Peer % RandomProgram.Signals]],
        Deed.WatchResource => [world.WhenAny()],
        Deed.WatchStore => [world.WhenStoreChanges()],
        _ => throw new InvalidOperationException($"{step.Deed} is not known."),
    };

    private IEnumerable<T> Holding(Actor actor, T request, int ticks)
    {
        yield return request;
        if (!actor.HasFailed)
            yield return world.Timeout(ticks, 0);
        world.Release(request);
    }

    private IEnumerable<T> Racing(T request, int patience)
    {
        yield return world.Any(request, world.Timeout(patience, 0));
        world.Release(request);
    }

    private static IEnumerable<T> Shielded(Actor actor, IEnumerable<T> steps)
    {
        actor.IsShielded = true;
        foreach (var awaited in steps)
            yield return awaited;
        actor.IsShielded = false;
    }

    private IEnumerable<T> Interrupting(Actor actor, Actor other)
    {
        var isAllowed = other != actor && !other.HasEnded && !other.IsShielded && !other.IsInterrupted && !world.IsTold(other.Process!);
        Note(actor, $"interrupts {other.Id}: {isAllowed}");
        if (!isAllowed)
            yield break;
        other.IsInterrupted = true;
        world.Interrupt(other.Process!, $"by {actor.Id}");
    }

    private IEnumerable<T> Signalling(Actor actor, Step step)
    {
        var signal = _signals[step.Peer % RandomProgram.Signals];
        if (world.IsTriggered(signal))
            yield break;
        world.Trigger(signal, step.Amount != 3, $"from {actor.Id}");
        yield return signal;
    }

    private void Answer(Actor actor, string what)
    {
        actor.HasFailed = world.HandleFault();
        if (actor.HasFailed)
            actor.IsInterrupted = false;
        Note(actor, $"{what}{(actor.HasFailed ? $" failed with {world.ValueOf(actor.Process!)}" : "")}");
    }

    private void Note(Actor actor, string what) => _trace.Add($"{world.Now} {actor.Id} {what}");

    private sealed class Actor(int id, Script script)
    {
        public int Id { get; } = id;

        public Script Script { get; } = script;

        public T? Process { get; set; }

        public bool HasFailed { get; set; }

        public bool HasEnded { get; set; }

        public bool IsShielded { get; set; }

        public bool IsInterrupted { get; set; }
    }
}
