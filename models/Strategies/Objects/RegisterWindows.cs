using DmaModel.Platforms;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies.Objects;

/// <summary>The register windows of a row of devices: each of some size, and each begins at some distance from the one
/// before.</summary>
internal static class RegisterWindows
{
    /// <summary>Bytes of page structures for each byte of the windows.</summary>
    /// <remarks>Windows take whole pages, and lie side by side where the distance is less than that.</remarks>
    public static double PageStructures(MemoryCosts costs, StrategyOptions options)
    {
        if (options.WindowPages == WindowPages.FrameNumbers)
            return 0;

        var memory = new SparseMemory(costs);
        var size = costs.PageSize * options.WindowSize.PiecesOf(costs.PageSize);
        var distance = Math.Max(size.Bytes, options.WindowSpacing.Bytes);
        for (long i = 0; i < (long)options.Spus * options.Windows; i++)
            memory.Map(i * distance, size);
        return memory.BytesPerByte;
    }
}
