using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration;

/// <summary>Everybody who is not doing I/O: threads of the process, and another process.</summary>
internal static class Neighbours
{
    private const int HogPages = 12;

    /// <summary>A thread of the process: the process may end when all of them have.</summary>
    public static IEnumerable<KernelStep> Thread(Trial trial, IEnumerable<KernelStep> path)
    {
        foreach (var step in path)
            yield return step;
        if (--trial.Running == 0)
            trial.Threads.Raise();
    }

    /// <summary>Lets others go on for a while.</summary>
    public static IEnumerable<KernelStep> Idle(RandomStream random, int most)
    {
        for (var i = random.NextInt(most); i > 0; i--)
            yield return new KernelStep(StepKind.Wait);
    }

    /// <summary>Writes to the half of the pages that the first thread's transfers do not use.</summary>
    public static IEnumerable<KernelStep> Touching(Trial trial, Caller by, RandomStream random)
    {
        var thread = new ThreadSteps(trial.Memory, trial.Oracle, by);
        for (var i = 1 + random.NextInt(4); i > 0; i--)
        {
            foreach (var step in Idle(random, 12))
                yield return step;
            var area = trial.Buffer.Area;
            foreach (var step in thread.Store(area, random.NextInt(area.Pages), PageHalf.Upper))
                yield return step;
        }
    }

    /// <summary>Forks once or twice; parent and child write on.</summary>
    public static IEnumerable<KernelStep> Forking(Trial trial, Caller by, RandomStream random)
    {
        var thread = new ThreadSteps(trial.Memory, trial.Oracle, by);
        for (var i = 1 + random.NextInt(2); i > 0; i--)
        {
            foreach (var step in Idle(random, 16))
                yield return step;
            var child = trial.Memory.NewProcess($"child {i}");
            var fork = new Fork(by, trial.Process, child);
            trial.Oracle.Watch(fork, trial.Process, child);
            foreach (var step in fork.Steps())
                yield return step;
            var caller = trial.Scheduler.NewCaller(child.Name);
            trial.Scheduler.Add(caller, Child(trial, caller, child, trial.Stream()), weight: 1 + random.NextInt(8));

            var area = trial.Buffer.Area;
            for (var page = 0; page < area.Pages; page++)
            {
                if (random.NextInt(2) == 0)
                    continue;
                foreach (var step in thread.Store(area, page, PageHalf.Upper))
                    yield return step;
            }
        }
    }

    /// <summary>Frees the buffer, and maps another in its place.</summary>
    public static IEnumerable<KernelStep> Freeing(Trial trial, Caller by, RandomStream random)
    {
        foreach (var step in Idle(random, 30))
            yield return step;
        var freed = trial.Buffer.Area;
        foreach (var step in MemoryCalls.Unmap(by, freed))
            yield return step;
        var mapped = trial.Play.NewArea(freed.Pages);
        foreach (var step in MemoryCalls.Map(by, trial.Process, mapped))
        {
            if (mapped.Owner is not null)
                trial.Buffer.Area = mapped;
            yield return step;
        }
    }

    /// <summary>Another process writes and reads more memory than there is room for.</summary>
    public static IEnumerable<KernelStep> Hogging(Trial trial, Caller by, RandomStream random)
    {
        var hog = trial.Memory.NewProcess("another process");
        var area = hog.Add(new Vma(HogPages, VmaFlags.None));
        var thread = new ThreadSteps(trial.Memory, trial.Oracle, by);
        for (var i = 12 + random.NextInt(36); i > 0; i--)
        {
            var page = random.NextInt(HogPages);
            var steps = random.NextInt(4) == 0
                ? thread.Load(area, page, PageHalf.Both)
                : thread.Store(area, page, PageHalf.Both);
            foreach (var step in steps)
                yield return step;
        }

        foreach (var step in MemoryCalls.Exit(by, hog))
            yield return step;
    }

    private static IEnumerable<KernelStep> Child(Trial trial, Caller by, ProcessMemory child, RandomStream random)
    {
        var thread = new ThreadSteps(trial.Memory, trial.Oracle, by);
        for (var i = random.NextInt(5); i > 0 && child.Areas.Count > 0; i--)
        {
            var area = child.Areas[random.NextInt(child.Areas.Count)];
            var page = random.NextInt(area.Pages);
            var steps = random.NextInt(2) == 0
                ? thread.Load(area, page, PageHalf.Both)
                : thread.Store(area, page, PageHalf.Both);
            foreach (var step in steps)
                yield return step;
        }

        foreach (var step in MemoryCalls.Exit(by, child))
            yield return step;
    }
}
