namespace DmaModel.VirtualMemory;

/// <summary>The kernel's scanner thread (kswapd), and the device that serves its writes, as paths without an end.</summary>
public static class Scanner
{
    /// <summary>Sleeps until memory runs low, and scans until enough is free or nothing more can be done.</summary>
    public static IEnumerable<KernelStep> Running(PhysicalMemory memory, Caller by)
    {
        while (true)
        {
            yield return new KernelStep(StepKind.Wait, Wait: memory.Pressure.Await(by));
            var fruitless = 0;
            while (memory.Frames.Free < memory.HighWatermark && fruitless < Math.Max(4, memory.Listed * 3 / Scan.Batch))
            {
                var scan = new Scan(memory, by);
                foreach (var step in scan.Steps())
                    yield return step;
                fruitless = scan.Reported + scan.Progress > 0 ? 0 : fruitless + 1;
                if (scan.Reported == 0 && memory.Io.Outstanding > 0)
                    yield return new KernelStep(StepKind.Wait, Wait: memory.Io.HasEnded.Await(by));
            }
        }
    }

    /// <summary>Serves requests one after the other: moves the data, and ends the request.</summary>
    public static IEnumerable<KernelStep> ServingIo(PhysicalMemory memory)
    {
        var io = memory.Io;
        while (true)
        {
            if (!io.TryTake(out var request))
            {
                yield return new KernelStep(StepKind.Wait, Wait: io.HasWork.Await(io.Device));
                continue;
            }

            io.Transfer(request);
            yield return new KernelStep(request.Writes ? StepKind.Write : StepKind.Read, request.Frame);
            io.End(request);
            yield return new KernelStep(StepKind.EndIo, request.Frame);
        }
    }
}
