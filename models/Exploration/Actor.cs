using DmaModel.VirtualMemory;

namespace DmaModel.Exploration;

/// <summary>Somebody who takes steps in a schedule: a thread, the scanner, a device.</summary>
internal sealed class Actor
{
    private readonly IEnumerator<KernelStep> _path;

    public Actor(Caller caller, IEnumerable<KernelStep> path, bool isDaemon, int weight)
    {
        Caller = caller;
        IsDaemon = isDaemon;
        Weight = weight;
        _path = path.GetEnumerator();
    }

    public Caller Caller { get; }

    /// <summary>Whether it waits for work for ever, so that a schedule is over without it.</summary>
    public bool IsDaemon { get; }

    /// <summary>How often it is chosen, against the others.</summary>
    public int Weight { get; }

    public bool IsDone { get; private set; }

    /// <summary>What it waits for; null where it can go on.</summary>
    public Turn? Waiting { get; private set; }

    public bool CanRun => !IsDone && (Waiting is null || Waiting.IsGranted);

    /// <summary>Takes one step.</summary>
    /// <returns>The step; null at the end.</returns>
    public KernelStep? Step()
    {
        Waiting = null;
        if (!_path.MoveNext())
        {
            IsDone = true;
            return null;
        }

        if (_path.Current.Wait is { IsGranted: false } turn)
            Waiting = turn;
        return _path.Current;
    }
}
