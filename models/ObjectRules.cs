using DmaModel.Strategies;
using DmaModel.Strategies.Objects;
using DmaModel.Units;

namespace DmaModel;

/// <summary>What a scenario must satisfy so that objects can move in it.</summary>
internal static class ObjectRules
{
    // Shorter than it takes to wake a process and to let it touch a register, a slice would be of no use to anybody.
    private static readonly Duration ShortestSlice = Duration.Microseconds(100);

    /// <summary>Every rule that a scenario breaks: the path of the offending parameter, and what is wrong with it.</summary>
    public static IEnumerable<(string Path, string Message)> Broken(Scenario scenario) =>
        [.. OfContexts(scenario), .. OfWindows(scenario.Options), .. OfVideoMemory(scenario)];

    private static IEnumerable<(string Path, string Message)> OfContexts(Scenario scenario)
    {
        var options = scenario.Options;
        if (options.Spus is < 1 or > 1024)
            yield return ("options.spus", "must be from 1 to 1024");
        if (options.ContextSlice < ShortestSlice)
            yield return ("options.context-slice", "must be at least 100 us");
        if (options.StoreSize.Bytes is < 1 or > 1L << 30)
            yield return ("options.store-size", "must be from 1 B to 1 GiB");
        if (scenario.Strategy == StrategyKind.SpuSwitch && scenario.Workload.Size.Largest > options.StoreSize)
            yield return ("workload.size", $"must fit into the local store of {options.StoreSize} (options.store-size)");
        if (options.UserPages != UserPages.None && options.ObjectAccess == ObjectAccess.Copied)
            yield return ("options.user-pages", "must be none where object-access is copied, as then nothing is mapped");
    }

    private static IEnumerable<(string Path, string Message)> OfWindows(StrategyOptions options)
    {
        if (options.Windows is < 1 or > 1024)
            yield return ("options.windows", "must be from 1 to 1024");
        if (options.WindowSize.Bytes is < 1 or > 1L << 30)
            yield return ("options.window-size", "must be from 1 B to 1 GiB");
        if (options.WindowSpacing.Bytes is < 0 or > 1L << 40)
            yield return ("options.window-spacing", "must be from 0 B to 1 TiB");
    }

    private static IEnumerable<(string Path, string Message)> OfVideoMemory(Scenario scenario)
    {
        if (scenario.Options.VideoMemory < ByteCount.Zero)
            yield return ("options.video-memory", "must not be negative");
        if (scenario.Strategy == StrategyKind.MigratingObject && scenario.Workload.Size.Largest > scenario.Options.VideoMemory)
            yield return ("options.video-memory", "must hold the largest object (workload.size)");
    }
}
