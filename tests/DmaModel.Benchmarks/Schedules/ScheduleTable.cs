using DmaModel.Exploration;
using DmaModel.VirtualMemory;

namespace DmaModel.Benchmarks.Schedules;

/// <summary>How many adversarial schedules one core tries in a second, by strategy and scheme.</summary>
internal static class ScheduleTable
{
    private const int Seeds = 20_000;

    /// <summary>Prints the table; the best of some repetitions counts, by processor time.</summary>
    public static int Print(int repetitions, TextWriter output)
    {
        output.WriteLine("| strategy | scheme | adversaries | schedules a second and core |");
        output.WriteLine("| --- | --- | --- | ---: |");
        foreach (var (strategy, scheme, adversaries) in Rows())
        {
            var options = new ExploreOptions
            {
                Strategy = strategy,
                Pin = new PinOptions { Scheme = scheme },
                Adversaries = adversaries,
            };
            var rate = Enumerable.Range(0, repetitions).Max(_ => Rate(new Explorer(options)));
            output.WriteLine(FormattableString.Invariant($"| {strategy} | {scheme} | {adversaries} | {rate:N0} |"));
        }

        return 0;
    }

    // How pages are pinned matters only to those who pin them.
    private static IEnumerable<(ExploredStrategy Strategy, PinScheme Scheme, Adversaries Adversaries)> Rows() =>
        from strategy in ExploredStrategies.All
        let pins = strategy is ExploredStrategy.PinPerIo or ExploredStrategy.PinRegistered
        from scheme in pins ? new[] { PinScheme.RefcountDirty, PinScheme.PageLock, PinScheme.VmLocked } : [PinScheme.RefcountDirty]
        from adversaries in new[] { Adversaries.Swap, Adversaries.All }
        select (strategy, scheme, adversaries);

    private static double Rate(Explorer explorer)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var began = process.TotalProcessorTime;
        for (var seed = 0; seed < Seeds; seed++)
            explorer.Try(seed);
        process.Refresh();
        return Seeds / (process.TotalProcessorTime - began).TotalSeconds;
    }
}
