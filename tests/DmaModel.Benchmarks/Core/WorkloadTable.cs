using System.Globalization;

namespace DmaModel.Benchmarks.Core;

/// <summary>Prints what an event costs on each workload: the median of several repetitions after a warm-up.</summary>
/// <remarks>It counts processor time, collection included, because elapsed time says little on a machine that has other work.</remarks>
internal static class WorkloadTable
{
    private const double WarmUpScale = 0.1;

    /// <summary>Measures the workloads named, or all of them, and writes a row for each.</summary>
    /// <returns>Zero if all checksums agree, else one.</returns>
    public static int Print(IReadOnlyList<string> names, int repetitions, TextWriter output)
    {
        var workloads = names.Count == 0 ? CoreWorkload.All : [.. names.Select(CoreWorkload.Named)];
        var allAgree = true;
        output.WriteLine("| workload | what | events | ns/event | bytes/event | checksum |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var workload in workloads)
        {
            var (result, nanoseconds, bytes) = Measure(workload, repetitions);
            var agrees = result.Check == workload.Check;
            allAgree &= agrees;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {workload.Name} | {workload.What} | {result.Events} | {nanoseconds / result.Events:F1} | {bytes / result.Events:F1} | {(agrees ? "agrees" : $"{result.Check}, not {workload.Check}")} |"));
        }

        return allAgree ? 0 : 1;
    }

    private static (WorkloadResult Result, double Nanoseconds, double Bytes) Measure(CoreWorkload workload, int repetitions)
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
            nanoseconds[i] = (System.Environment.CpuUsage.TotalTime - started).TotalNanoseconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Array.Sort(nanoseconds);
        return (result, nanoseconds[repetitions / 2], bytes);
    }
}
