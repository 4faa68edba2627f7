namespace DmaModel.VirtualMemory;

/// <summary>Takes a frame; where none is free, reclaims memory itself first.</summary>
/// <param name="memory">The machine's memory.</param>
/// <param name="by">Who asks.</param>
public sealed class Allocation(PhysicalMemory memory, Caller by)
{
    private const int LeastAttempts = 8;

    /// <summary>The frame, when the steps are done; negative where there is no memory.</summary>
    public int Frame { get; private set; } = -1;

    /// <summary>The steps; none where a frame is free.</summary>
    public IEnumerable<KernelStep> Steps()
    {
        Frame = memory.TryTake();

        // Enough to look at every page several times: the first look only finds out whether it is in use.
        var most = Math.Max(LeastAttempts, memory.Listed * 4 / Scan.Batch);
        var claimed = 0;
        for (var attempt = 0; Frame < 0 && attempt < most && claimed < Scan.Batch; attempt++)
        {
            memory.Counters.DirectReclaims++;
            var scan = new Scan(memory, by);
            foreach (var step in scan.Steps())
                yield return step;

            // Who believes that a whole batch was freed, and finds none, gives up.
            claimed += scan.Claimed;

            // Who believes that something was freed does not wait for what is being written.
            if (scan.Reported == 0 && memory.Io.Outstanding > 0)
                yield return new KernelStep(StepKind.Wait, Wait: memory.Io.HasEnded.Await(by));
            Frame = memory.TryTake();
        }

        if (Frame >= 0)
            yield break;
        memory.Counters.OutOfMemory++;
        yield return new KernelStep(StepKind.OutOfMemory);
    }
}
