using System.Runtime.InteropServices;
using DmaModel.Benchmarks.Core;
using DmaModel.Benchmarks.Scaling;
using DmaModel.Benchmarks.Transfers;

namespace DmaModel.Benchmarks.Report;

/// <summary>Writes the last figures as a page: the workloads on both libraries, the strategies, and a sweep on several cores.</summary>
internal static class BenchmarkReport
{
    /// <summary>Measures the strategies and the sweep, joins the workloads' figures, and writes the page.</summary>
    /// <param name="figures">The workloads' figures, which programs built against either library have added to.</param>
    /// <param name="page">The file to write.</param>
    /// <param name="repetitions">How often everything is measured; the median counts.</param>
    public static int Write(string figures, string page, int repetitions)
    {
        using var output = new StringWriter { NewLine = "\n" };
        output.WriteLine("# What a simulated event costs");
        output.WriteLine(FormattableString.Invariant(
            $"Written by this program's command `report`, on .NET {System.Environment.Version}, {RuntimeInformation.ProcessArchitecture}, with {System.Environment.ProcessorCount} processors. Times are"));
        output.WriteLine("medians of processor time, and depend on the machine and its other work; ratios, events and bytes hardly do.");
        output.WriteLine();
        output.WriteLine("## The simulation core");
        output.WriteLine("Workloads that use nothing but the core, on Des and, where it was measured in the same rounds, on the SimSharp package.");
        output.WriteLine();
        WriteWorkloads(WorkloadFigures.ReadMedians(figures), output);
        output.WriteLine();
        output.WriteLine("## Transfers");
        output.WriteLine("Each strategy at 64 KiB and half of what the link carries, on one processor.");
        output.WriteLine();
        TransferTable.Print([], repetitions, output);
        output.WriteLine();
        output.WriteLine("## A sweep on several processors");
        output.WriteLine("320 runs of 5,500 transfers, with results written, by the number of workers.");
        output.WriteLine();
        ScalingTable.Print(repetitions, output);
        File.WriteAllText(page, output.ToString());
        return 0;
    }

    private static void WriteWorkloads(ILookup<string, WorkloadFigure> figures, TextWriter output)
    {
        output.WriteLine("| workload | what | events | SimSharp ns/event | Des ns/event | ratio | SimSharp bytes/event | Des bytes/event |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        var ratios = new List<double>();
        foreach (var workload in CoreWorkload.All)
        {
            var des = figures[workload.Name].Single(figure => figure.Library == "Des");
            var other = figures[workload.Name].SingleOrDefault(figure => figure.Library == "SimSharp");
            if (other is not null)
                ratios.Add(other.Nanoseconds / des.Nanoseconds);
            output.WriteLine(FormattableString.Invariant(
                $"| {workload.Name} | {workload.What} | {des.Events} | {other?.Nanoseconds:F0} | {des.Nanoseconds:F0} | {other?.Nanoseconds / des.Nanoseconds:F1} | {other?.Bytes:F0} | {des.Bytes:F0} |"));
        }

        if (ratios.Count > 0)
        {
            output.WriteLine();
            output.WriteLine(FormattableString.Invariant(
                $"Des is {Math.Exp(ratios.Average(Math.Log)):F1} times as fast as SimSharp in the geometric mean, and {ratios.Min():F1} times at least."));
        }
    }
}
