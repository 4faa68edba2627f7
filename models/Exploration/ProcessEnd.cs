using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration;

/// <summary>What comes when all threads of the process have ended: exec() or exit(), and the closing of the driver.</summary>
internal static class ProcessEnd
{
    /// <summary>Reads everything once more, runs another program in place of this one if the seed drew that, exits, and
    /// closes the driver.</summary>
    public static IEnumerable<KernelStep> Ending(Trial trial, Caller by)
    {
        if (trial.Running > 0)
            yield return new KernelStep(StepKind.Wait, Wait: trial.Threads.Await(by));
        var thread = new ThreadSteps(trial.Memory, trial.Oracle, by);
        var area = trial.Buffer.Area;
        for (var page = 0; page < area.Pages; page++)
        {
            foreach (var step in thread.Load(area, page, PageHalf.Both))
                yield return step;
        }

        var random = trial.Stream();
        var executes = (trial.Active & Adversaries.Exec) != Adversaries.None;
        var closesOnExec = executes && random.NextInt(2) == 0;

        // The address space goes first, and files are closed after it (do_exit() of 2.2 and 2.4).
        var program = new Vma(area.Pages, VmaFlags.None);
        var end = executes ? MemoryCalls.Exec(by, trial.Process, program) : MemoryCalls.Exit(by, trial.Process);
        foreach (var step in end)
            yield return step;
        if (closesOnExec)
        {
            foreach (var step in trial.Play.Close(by))
                yield return step;
        }

        if (!executes)
        {
            foreach (var step in trial.Play.Close(by))
                yield return step;
            yield break;
        }

        foreach (var step in NewProgram(thread, program, random))
            yield return step;
        foreach (var step in MemoryCalls.Exit(by, program.Owner!))
            yield return step;
        if (!closesOnExec)
        {
            foreach (var step in trial.Play.Close(by))
                yield return step;
        }
    }

    // Finds whatever a device still writes for the program before.
    private static IEnumerable<KernelStep> NewProgram(ThreadSteps thread, Vma area, RandomStream random)
    {
        for (var i = 2 + random.NextInt(6); i > 0; i--)
        {
            var page = random.NextInt(area.Pages);
            var steps = random.NextInt(2) == 0
                ? thread.Load(area, page, PageHalf.Both)
                : thread.Store(area, page, PageHalf.Both);
            foreach (var step in steps)
                yield return step;
        }
    }
}
