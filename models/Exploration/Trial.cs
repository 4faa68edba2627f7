using DmaModel.Exploration.Plays;
using DmaModel.Oracle;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration;

/// <summary>One schedule on a small machine: who takes part, and what the oracle says to it.</summary>
/// <remarks>
/// The seed draws, swarm style, which adversaries take part and how hard, how small memory is and how often each actor is
/// chosen; each actor draws what it does from a stream of its own, so that the same actors do the same whatever the order
/// of their steps.
/// </remarks>
internal sealed class Trial
{
    private const int MostSteps = 6_000;

    private readonly ulong _key;
    private ulong _streams;

    /// <summary>A schedule as a seed draws it, or with other choices.</summary>
    /// <param name="options">What is explored.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="without">Adversaries that the seed drew and that are left out.</param>
    /// <param name="given">The choices of whose step is next; null to draw them.</param>
    public Trial(ExploreOptions options, long seed, Adversaries without, IReadOnlyList<byte>? given)
    {
        Options = options;
        var entry = PlayCatalogue.Of(options.Strategy);
        _key = unchecked((ulong)seed * 0x9E3779B97F4A7C15);
        var draw = Stream();
        var choices = Stream();
        LaterDraws = new RandomStream(~_key);
        Drawn = options.Adversaries & entry.Adversaries & Swarm(draw, LaterDraws);
        Active = Drawn & ~without;
        var frames = entry.Frames + 10 + draw.NextInt(8);
        Memory = new PhysicalMemory(frames, 40, options.Kernel) { Grain = 1, LowWatermark = 2, HighWatermark = 4 };
        Oracle = new DataOracle(Memory, options.Wanted);
        Scheduler = new Scheduler(given is null ? choices : null, given);
        Process = Memory.NewProcess("the process");
        Play = entry.New(this);
        Buffer = new SharedBuffer(Process.Add(Play.NewArea(2 + draw.NextInt(3))));
        Threads = new Signal("the threads of the process to end", by: null);
        new Cast(this, draw).AddAll();
    }

    public ExploreOptions Options { get; }

    /// <summary>The adversaries that the seed drew: they decide who there is.</summary>
    public Adversaries Drawn { get; }

    /// <summary>Those of them that do anything.</summary>
    public Adversaries Active { get; }

    public PhysicalMemory Memory { get; }

    public DataOracle Oracle { get; }

    public Scheduler Scheduler { get; }

    public ProcessMemory Process { get; }

    /// <summary>What the strategy brings.</summary>
    public IPlay Play { get; }

    public SharedBuffer Buffer { get; }

    /// <summary>Draws for what came to schedules later, so that a seed still makes of the rest what it made.</summary>
    public RandomStream LaterDraws { get; }

    /// <summary>Raised when the last thread of the process ends.</summary>
    public Signal Threads { get; }

    /// <summary>The number of threads of the process that have not ended.</summary>
    public int Running { get; set; }

    // A panic ends everything, even where another outcome is wanted.
    private bool IsOver => Oracle.First is not null || Oracle.HasPanicked;

    /// <summary>The finding that ended the schedule.</summary>
    public Finding? Finding => Oracle.First;

    /// <summary>Whether buffers share pages, so that each transfer has a half of each.</summary>
    public bool Splits => (Drawn & (Adversaries.Concurrent | Adversaries.Touch | Adversaries.Fork)) != Adversaries.None;

    // Each adversary is in with three in four. The later ones have draws of their own, so that a seed makes of a set of the
    // first ones what it always made.
    private static Adversaries Swarm(RandomStream draw, RandomStream other)
    {
        const int First = (int)Adversaries.Exec;
        const int Rest = ((int)Adversaries.All + 1) / First;
        return (Adversaries)(Either(draw, First) | (First * Either(other, Rest)));

        static int Either(RandomStream from, int sets) => from.NextInt(sets) | from.NextInt(sets);
    }

    /// <summary>A stream of random numbers for the next that asks; who asks in which order is always the same.</summary>
    public RandomStream Stream() => new(unchecked(_key + (++_streams * 0xD1B54A32D192ED03)));

    /// <summary>Runs the schedule to its end.</summary>
    public void Run()
    {
        var isEndless = Scheduler.Run(() => IsOver, MostSteps);
        if (IsOver)
            return;

        var stuck = Scheduler.Actors.FirstOrDefault(actor => !actor.IsDaemon && !actor.IsDone);
        if (isEndless)
            Oracle.Stuck($"nothing has come to an end in {MostSteps} steps", frame: -1);
        else if (stuck is not null)
            WaitGraph.Report(Scheduler.Actors, Oracle);
        else
            Oracle.CheckLeaks();
    }
}

/// <summary>The buffer that transfers use; a thread may free it and map another in its place.</summary>
/// <param name="area">The area, which is mapped.</param>
internal sealed class SharedBuffer(Vma area)
{
    public Vma Area { get; set; } = area;

    /// <summary>The process that it belongs to.</summary>
    public ProcessMemory Owner { get; } = area.Owner!;

    /// <summary>How often something was done to it that makes the refusal of a transfer right.</summary>
    public int Changes { get; set; }

    /// <summary>How often its pages were given up while their addresses stayed.</summary>
    public int Cuts { get; set; }
}
