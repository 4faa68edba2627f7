using System.Globalization;

namespace DmaModel.Benchmarks.Core;

/// <summary>Counts the events and the allocated bytes of the workloads, which are exact, and compares them with a table.</summary>
/// <remarks>
/// Times depend on the machine and its other work; these numbers do not, so that a regression shows where times are noise.
/// The table holds what a hundredth of each workload costs, seed 1, after a warm-up.
/// </remarks>
internal static class CoreCosts
{
    private const string Header = "workload,events,allocated_bytes";
    private const double Scale = 0.01;

    /// <summary>Compares with the table in a file, or writes it.</summary>
    /// <returns>Zero if the table is up to date, else one.</returns>
    public static int Check(string path, bool update, TextWriter output)
    {
        var rows = new List<string> { Header };
        rows.AddRange(CoreWorkload.All.Select(Row));
        if (update)
        {
            File.WriteAllLines(path, rows);
            output.WriteLine($"{path} has been written.");
            return 0;
        }

        var expected = File.ReadAllLines(path);
        if (expected.SequenceEqual(rows, StringComparer.Ordinal))
        {
            output.WriteLine($"{path} is up to date.");
            return 0;
        }

        output.WriteLine($"{path} is not up to date; if the change is meant, run this again with --update and review the difference.");
        foreach (var row in expected.Except(rows, StringComparer.Ordinal))
            output.WriteLine($"- {row}");
        foreach (var row in rows.Except(expected, StringComparer.Ordinal))
            output.WriteLine($"+ {row}");
        return 1;
    }

    private static string Row(CoreWorkload workload)
    {
        workload.Run(Scale);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = workload.Run(Scale);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return string.Create(CultureInfo.InvariantCulture, $"{workload.Name},{result.Events},{allocated}");
    }
}
