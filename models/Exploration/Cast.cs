using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration;

/// <summary>Puts the actors of a schedule together; the seed draws how often each is chosen.</summary>
internal sealed class Cast(Trial trial, RandomStream draw)
{
    // Actors that are chosen often, as usual, or seldom: bugs hide where one is much faster or slower than another.
    private static readonly int[] Weights = [1, 4, 4, 16];

    /// <summary>Adds all actors: the machine's own, those of the play, and the end of the process.</summary>
    public void AddAll()
    {
        var memory = trial.Memory;
        trial.Scheduler.Add(memory.Io.Device, Scanner.ServingIo(memory), isDaemon: true, Weight());
        AddDaemon("kswapd", scanner => Scanner.Running(memory, scanner));
        trial.Play.Add(this);
        var last = trial.Scheduler.NewCaller("exit()");
        trial.Scheduler.Add(last, ProcessEnd.Ending(trial, last));
    }

    /// <summary>Whether the seed drew an adversary.</summary>
    public bool Has(Adversaries adversary) => (trial.Drawn & adversary) == adversary;

    /// <summary>Adds somebody who works for ever, so that a schedule is over without it.</summary>
    public void AddDaemon(string name, Func<Caller, IEnumerable<KernelStep>> path)
    {
        var by = trial.Scheduler.NewCaller(name);
        trial.Scheduler.Add(by, path(by), isDaemon: true, Weight());
    }

    /// <summary>Adds a thread that the end of the process waits for.</summary>
    /// <remarks>Who is left out is there, and does nothing: the others keep their numbers and their draws.</remarks>
    /// <param name="name">Its name.</param>
    /// <param name="role">The adversaries without which it does nothing.</param>
    /// <param name="path">What it does, with draws of its own.</param>
    public void AddThread(string name, Adversaries role, Func<Caller, RandomStream, IEnumerable<KernelStep>> path)
    {
        var by = trial.Scheduler.NewCaller(name);
        var random = trial.Stream();
        var steps = (trial.Active & role) == role ? path(by, random) : [];
        trial.Running++;
        trial.Scheduler.Add(by, Neighbours.Thread(trial, steps), weight: Weight());
    }

    /// <summary>Adds those whom the seed drew of the neighbours that any strategy can have.</summary>
    public void AddNeighbours()
    {
        Add("the writing thread", Adversaries.Touch, Neighbours.Touching);
        Add("the forking thread", Adversaries.Fork, Neighbours.Forking);
        Add("the freeing thread", Adversaries.Unmap, Neighbours.Freeing);
        Add("another process", Adversaries.Swap, Neighbours.Hogging);
        Add("the moving thread", Adversaries.Move, Rearrangers.Moving);
        Add("the protecting thread", Adversaries.Protect, Rearrangers.Protecting);
        Add("the truncating thread", Adversaries.Truncate, Rearrangers.Truncating);
        Add("the locking thread", Adversaries.Lock, Rearrangers.Locking);
        return;

        void Add(string name, Adversaries adversary, Func<Trial, Caller, RandomStream, IEnumerable<KernelStep>> path)
        {
            if (Has(adversary))
                AddThread(name, adversary, (by, random) => path(trial, by, random));
        }
    }

    private int Weight() => Weights[draw.NextInt(Weights.Length)];
}
