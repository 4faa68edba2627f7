using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration;

/// <summary>Puts the actors of a schedule together.</summary>
internal static class Cast
{
    // Actors that are chosen often, as usual, or seldom: bugs hide where one is much faster or slower than another.
    private static readonly int[] Weights = [1, 4, 4, 16];

    /// <summary>Adds all actors; the seed draws how often each is chosen.</summary>
    public static void Add(Trial trial, RandomStream draw)
    {
        var memory = trial.Memory;
        trial.Scheduler.Add(memory.Io.Device, Scanner.ServingIo(memory), isDaemon: true, Weight());
        var scanner = trial.Scheduler.NewCaller("kswapd");
        trial.Scheduler.Add(scanner, Scanner.Running(memory, scanner), isDaemon: true, Weight());

        Thread("thread 1", PageHalf.Lower, Adversaries.None);
        if (Has(Adversaries.Concurrent))
            Thread("thread 2", PageHalf.Upper, Adversaries.Concurrent);
        if (Has(Adversaries.Touch))
            Plain("the writing thread", Adversaries.Touch, (by, random) => Neighbours.Touching(trial, by, random));
        if (Has(Adversaries.Fork))
            Plain("the forking thread", Adversaries.Fork, (by, random) => Neighbours.Forking(trial, by, random));
        if (Has(Adversaries.Unmap))
            Plain("the freeing thread", Adversaries.Unmap, (by, random) => Neighbours.Freeing(trial, by, random));
        if (Has(Adversaries.Swap))
            Plain("another process", Adversaries.Swap, (by, random) => Neighbours.Hogging(trial, by, random));

        var last = trial.Scheduler.NewCaller("exit()");
        trial.Scheduler.Add(last, Neighbours.Ending(trial, last));
        return;

        bool Has(Adversaries adversary) => (trial.Drawn & adversary) == adversary;

        int Weight() => Weights[draw.NextInt(Weights.Length)];

        void Thread(string name, PageHalf half, Adversaries role) => Plain(name, role, (by, random) =>
        {
            var transfers = new Transfers(trial, by, random, trial.Splits ? half : PageHalf.Both);
            return trial.Options.Strategy == ExploredStrategy.PinPerIo ? transfers.PinnedEach() : transfers.Registered();
        });

        // Who is left out is there, and does nothing: the others keep their numbers and their draws.
        void Plain(string name, Adversaries role, Func<Caller, RandomStream, IEnumerable<KernelStep>> path)
        {
            var by = trial.Scheduler.NewCaller(name);
            var random = trial.Stream();
            var steps = (trial.Active & role) == role ? path(by, random) : [];
            trial.Running++;
            trial.Scheduler.Add(by, Neighbours.Thread(trial, steps), weight: Weight());
        }
    }
}
