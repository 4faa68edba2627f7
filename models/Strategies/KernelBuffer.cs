using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>Buffers that the driver owns and the process maps.</summary>
/// <remarks>The driver keeps its pages when a mapping goes, mapped for the device as they are: a fresh mapping zeroes
/// nothing.</remarks>
internal static class KernelBuffer
{
    /// <summary>Maps the driver's buffer; its pages are entered at once, or left to faults.</summary>
    public static IEnumerable<Event> Map(
        Worker worker, BufferLayout layout, bool populate, VmaFlags visibility = VmaFlags.Reserved)
    {
        if (worker.Buffer.DriverPages is not { } pages)
        {
            var frames = new List<int>();
            var count = worker.Machine.PagesFor(worker.Largest);
            worker.Buffer.IsScattered =
                layout == BufferLayout.Scattered || !worker.Space.TryTakeTogether(count, frames);
            foreach (var step in worker.Space.TakeFrames(worker.Task, count, frames))
                yield return step;
            pages = worker.Buffer.DriverPages = worker.Space.NewDriverBuffer(frames);
        }

        var area = new Vma(pages.Size, VmaFlags.Shared | VmaFlags.Io | visibility, pages);
        foreach (var step in worker.Space.Map(worker.Task, area, populate, worker.Buffer.IsScattered))
            yield return step;
        worker.Buffer.Map(area);
        worker.Machine.Iommu.MapLasting(area.Pages);
    }

    /// <summary>What the options say about how reclaim is to treat the driver's pages.</summary>
    public static VmaFlags Visibility(StrategyOptions options) => options switch
    {
        { DriverPages: DriverPages.Reserved } => VmaFlags.Reserved,
        { SwapoutHook: SwapoutHook.ClaimsProgress } => VmaFlags.ClaimsProgress,
        _ => VmaFlags.None,
    };

    /// <summary>Unmaps the driver's buffer from the process.</summary>
    public static IEnumerable<Event> Unmap(Worker worker)
    {
        worker.Machine.Iommu.UnmapLasting(worker.Buffer.Area.Pages);
        return BufferPages.Unmap(worker);
    }

    /// <summary>The number of descriptors for the present transfer.</summary>
    public static int Segments(Worker worker, BufferLayout layout) =>
        layout == BufferLayout.Contiguous && !worker.Buffer.IsScattered
        ? worker.Machine.ContiguousSegments(worker.Size)
        : worker.Machine.ScatteredSegments(worker.Size);
}
