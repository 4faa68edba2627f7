using System.Globalization;

namespace DmaModel.Benchmarks.Core;

/// <summary>A file of figures that programs built against either library add to, so that one report can compare them.</summary>
internal static class WorkloadFigures
{
    private const string Header = "library,workload,events,time_per_event_ns,allocated_per_event_bytes";

    /// <summary>The library that this program was built against.</summary>
    public static string ThisLibrary { get; } =
        typeof(Simulation).Assembly.GetName().Name!.Replace("DmaModel.", "", StringComparison.Ordinal);

    /// <summary>Adds a figure to a file, which is made if it is not there.</summary>
    public static void Append(string file, WorkloadFigure figure)
    {
        if (!File.Exists(file))
            File.WriteAllLines(file, [Header]);
        File.AppendAllLines(file, [string.Create(
            CultureInfo.InvariantCulture,
            $"{figure.Library},{figure.Workload},{figure.Events},{figure.Nanoseconds:F2},{figure.Bytes:F1}")]);
    }

    /// <summary>Reads a file; where a library was measured on a workload several times, the median counts.</summary>
    public static ILookup<string, WorkloadFigure> ReadMedians(string file) => File.ReadLines(file)
        .Skip(1)
        .Select(Parse)
        .GroupBy(figure => (figure.Library, figure.Workload))
        .Select(same => same.OrderBy(figure => figure.Nanoseconds).ElementAt(same.Count() / 2))
        .ToLookup(figure => figure.Workload, StringComparer.Ordinal);

    private static WorkloadFigure Parse(string line) => line.Split(',') switch
    {
        [var library, var workload, var events, var nanoseconds, var bytes] => new WorkloadFigure(
            library,
            workload,
            long.Parse(events, CultureInfo.InvariantCulture),
            double.Parse(nanoseconds, CultureInfo.InvariantCulture),
            double.Parse(bytes, CultureInfo.InvariantCulture)),
        _ => throw new FormatException($"'{line}' is not a row of '{Header}'."),
    };
}
