namespace DmaModel.Benchmarks.Core;

/// <summary>Measures what an event costs on each workload: the median of several repetitions after a warm-up.</summary>
/// <remarks>It counts processor time, collection included, because elapsed time says little on a machine that has other work.</remarks>
internal static class WorkloadTable
{
    private const double WarmUpScale = 0.1;

    /// <summary>Measures the workloads named, or all of them, and writes a row for each.</summary>
    /// <param name="names">The workloads; none for all.</param>
    /// <param name="repetitions">How often each is measured.</param>
    /// <param name="figures">A file to add the figures to; null for none.</param>
    /// <param name="output">Where the table goes.</param>
    /// <returns>Zero if all checksums agree, else one.</returns>
    public static int Print(IReadOnlyList<string> names, int repetitions, string? figures, TextWriter output)
    {
        var workloads = names.Count == 0 ? CoreWorkload.All : [.. names.Select(CoreWorkload.Named)];
        var allAgree = true;
        output.WriteLine("| workload | what | events | ns/event | bytes/event | checksum |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var workload in workloads)
        {
            var (figure, check) = Measure(workload, repetitions);
            var agrees = check == workload.Check;
            allAgree &= agrees;
            output.WriteLine(FormattableString.Invariant(
                $"| {workload.Name} | {workload.What} | {figure.Events} | {figure.Nanoseconds:F1} | {figure.Bytes:F1} | {(agrees ? "agrees" : $"{check}, not {workload.Check}")} |"));
            if (figures is not null)
                WorkloadFigures.Append(figures, figure);
        }

        return allAgree ? 0 : 1;
    }

    private static (WorkloadFigure Figure, long Check) Measure(CoreWorkload workload, int repetitions)
    {
        var result = workload.Run(WarmUpScale);
        var nanoseconds = new double[repetitions];
        long bytes = 0;
        for (var i = 0; i < repetitions; i++)
        {
            GC.Collect();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = System.Environment.CpuUsage.TotalTime;
            result = workload.Run();
            nanoseconds[i] = (System.Environment.CpuUsage.TotalTime - started).TotalNanoseconds / result.Events;
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Array.Sort(nanoseconds);
        var figure = new WorkloadFigure(
            WorkloadFigures.ThisLibrary, workload.Name, result.Events, nanoseconds[repetitions / 2], (double)bytes / result.Events);
        return (figure, result.Check);
    }
}
