using DmaModel.Measurement;

namespace DmaModel.Benchmarks.Transfers;

/// <summary>Prints what a simulated transfer costs, and holds the counts, which are exact, against those that are kept in the tree.</summary>
internal static class TransferTable
{
    private const int WarmUps = 2;

    // In one tier the compiler keeps objects off the heap that it does not in another: bytes are exact with
    // DOTNET_TieredCompilation=0, which is how they are kept and checked. Events are exact anyway.
    private const double AllowedGrowthOfBytes = 1.03;

    /// <summary>Measures the strategies named, or all, and writes a row for each: the median speed of several repetitions.</summary>
    /// <remarks>It counts processor time, collection included, because elapsed time says little on a machine that has other work.</remarks>
    public static int Print(IReadOnlyList<string> names, int repetitions, TextWriter output)
    {
        var scenarios = TransferScenarios.HalfLoad.Where(scenario => names.Count == 0 || names.Contains(Name(scenario), StringComparer.Ordinal));

        // The compiler takes its last step only after many calls: all of it has to be over before the first is measured.
        for (var i = 0; i < WarmUps; i++)
        {
            foreach (var scenario in scenarios)
                ScenarioRun.Run(scenario, replication: 0);
        }

        output.WriteLine("| strategy | transfers/s and core | events/transfer | bytes/transfer |");
        output.WriteLine("| --- | --- | --- | --- |");
        foreach (var scenario in scenarios)
        {
            var (run, seconds, bytes) = Measure(scenario, repetitions);
            output.WriteLine(FormattableString.Invariant(
                $"| {Name(scenario)} | {run.Transfers / seconds:N0} | {(double)run.Events / run.Transfers:F2} | {(double)bytes / run.Transfers:F0} |"));
        }

        return 0;
    }

    /// <summary>Writes the exact counts of every strategy.</summary>
    public static int Update(string file)
    {
        File.WriteAllLines(file, Counts().Select(count => count.Line));
        return 0;
    }

    /// <summary>Compares the exact counts with those in a file.</summary>
    /// <returns>Zero if no event was added and memory has not grown, else one.</returns>
    public static int Check(string file, TextWriter output)
    {
        var kept = File.ReadAllLines(file).Select(Count.Read).ToDictionary(count => count.Name, StringComparer.Ordinal);
        var worse = 0;
        foreach (var count in Counts())
        {
            var before = kept.GetValueOrDefault(count.Name);
            if (before is not null && count.Events == before.Events && count.Bytes <= before.Bytes * AllowedGrowthOfBytes)
                continue;

            worse++;
            output.WriteLine($"{count.Name}: {count.Events} events and {count.Bytes} bytes; kept: {before?.Line ?? "nothing"}");
        }

        output.WriteLine(worse == 0 ? "The counts agree with those that are kept." : $"{worse} counts differ; if that is meant, rewrite {file} with --update.");
        return worse == 0 ? 0 : 1;
    }

    private static IEnumerable<Count> Counts()
    {
        yield return Count.Header;
        foreach (var scenario in TransferScenarios.HalfLoad.Concat(TransferScenarios.OneByOne))
        {
            var (run, _, bytes) = Measure(scenario, repetitions: 1);
            yield return new Count(
                $"{Name(scenario)} {scenario.Workload.Size} {scenario.Workload.Arrival.ToString().ToLowerInvariant()}",
                run.Events.ToString(System.Globalization.CultureInfo.InvariantCulture),
                bytes / run.Transfers);
        }
    }

    private static (RunResult Run, double Seconds, long Bytes) Measure(Scenario scenario, int repetitions)
    {
        var run = ScenarioRun.Run(scenario, replication: 0);
        var seconds = new double[repetitions];
        long bytes = 0;
        for (var i = 0; i < repetitions; i++)
        {
            GC.Collect();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = System.Environment.CpuUsage.TotalTime;
            run = ScenarioRun.Run(scenario, replication: 0);
            seconds[i] = (System.Environment.CpuUsage.TotalTime - start).TotalSeconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Array.Sort(seconds);
        return (run, seconds[repetitions / 2], bytes);
    }

    private static string Name(Scenario scenario) => SnakeCase.Of(scenario.Strategy.ToString()).Replace('_', '-');

    /// <summary>The exact counts of one scenario: all events of a run, and bytes allocated per transfer.</summary>
    private sealed record Count(string Name, string Events, long Bytes)
    {
        public static Count Header { get; } = new("scenario", "events_per_run", 0);

        public string Line => this == Header ? "scenario,events_per_run,bytes_per_transfer" : $"{Name},{Events},{Bytes}";

        public static Count Read(string line)
        {
            var cells = line.Split(',');
            return cells[0] == Header.Name ? Header : new Count(cells[0], cells[1], long.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
