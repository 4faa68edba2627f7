using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.VirtualMemory;

/// <summary>Takes paths of the memory manager step by step, in whichever order a test wants.</summary>
internal static class PathRun
{
    /// <summary>Takes all steps of a path, none of which may have to wait.</summary>
    public static List<KernelStep> ToEnd(this IEnumerable<KernelStep> path)
    {
        var steps = new List<KernelStep>();
        foreach (var step in path)
        {
            steps.Add(step);
            (step.Wait is null or { IsGranted: true }).ShouldBeTrue($"{step.Kind} waits for {step.Wait?.Awaited.Description}");
        }

        return steps;
    }

    /// <summary>Takes steps until one of a kind was taken.</summary>
    public static KernelStep Until(this IEnumerator<KernelStep> path, StepKind kind)
    {
        while (path.MoveNext())
        {
            if (path.Current.Kind == kind)
                return path.Current;
            var wait = path.Current.Wait;
            (wait is null or { IsGranted: true }).ShouldBeTrue($"waits for {wait?.Awaited.Description}");
        }

        throw new InvalidOperationException($"The path ended without {kind}.");
    }

    /// <summary>Serves all requests to the swap device.</summary>
    public static void ServeIo(this PhysicalMemory memory)
    {
        while (memory.Io.TryTake(out var request))
        {
            memory.Io.Transfer(request);
            memory.Io.End(request);
        }
    }

    /// <summary>Lets the scanner take all that it can, and serves its writes.</summary>
    public static void Squeeze(this PhysicalMemory memory, Caller scanner)
    {
        for (var i = 0; i < 8; i++)
        {
            new Scan(memory, scanner).Steps().ToEnd();
            memory.ServeIo();
        }
    }

    /// <summary>Makes the process read or write a page, and serves the faults that it takes.</summary>
    /// <returns>What it reads, or has written.</returns>
    public static int Access(this PhysicalMemory memory, Caller by, Vma area, int page, int? write = null)
    {
        var needs = write is null ? PageEntry.Present : PageEntry.Present | PageEntry.Writable;
        while (!area.Has(page, needs))
        {
            var fault = new PageFault(memory, by, area, page, write is not null);
            foreach (var step in fault.Steps())
            {
                if (step.Wait is { IsGranted: false })
                    memory.ServeIo();
            }

            fault.Outcome.ShouldBe(FaultOutcome.Handled);
        }

        var frame = area.Frame(page);
        if (write is { } tag)
        {
            memory.Frames.Content(frame) = ContentTag.With(0, PageHalf.Both, tag);
            area.Mark(page, PageEntry.Dirty);
        }

        return ContentTag.Of(memory.Frames.Content(frame), PageHalf.Lower);
    }
}
