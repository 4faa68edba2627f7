using System.Diagnostics;
using System.Threading;
using DmaModel.Experiments;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Running;

namespace DmaModel.Benchmarks.Scaling;

/// <summary>Runs one sweep with one worker, with two, and so on up to a worker for each processor.</summary>
/// <remarks>
/// The elapsed time is what a user waits for, and only means something on a machine that has nothing else to do. The processor
/// time is what workers cost each other, by sharing the memory and the collector: it should not grow with their number.
/// </remarks>
internal static class ScalingTable
{
    /// <summary>Writes a row for each number of workers: the medians of several rounds.</summary>
    public static int Print(int rounds, TextWriter output)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Scaling", "sweep.yaml");
        var sweep = new ExperimentReader(new Catalogue(Directory.GetCurrentDirectory()), static _ => null)
            .Read(path, ExperimentChanges.None);
        int[] jobs = [.. Doublings(System.Environment.ProcessorCount)];
        var measured = jobs.ToDictionary(job => job, _ => new List<Cost>());
        Run(sweep, jobs[^1]);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var job in jobs)
                measured[job].Add(Run(sweep, job));
        }

        output.WriteLine("| -j | elapsed s | speed-up | processor s | processor time kept |");
        output.WriteLine("| --- | --- | --- | --- | --- |");
        var alone = Median(measured[1], cost => cost.Elapsed);
        var aloneProcessor = Median(measured[1], cost => cost.Processor);
        foreach (var job in jobs)
        {
            var elapsed = Median(measured[job], cost => cost.Elapsed);
            var processor = Median(measured[job], cost => cost.Processor);
            output.WriteLine(FormattableString.Invariant(
                $"| {job} | {elapsed:F2} | {alone / elapsed:F2} | {processor:F2} | {aloneProcessor / processor:P0} |"));
        }

        return 0;
    }

    private static IEnumerable<int> Doublings(int limit)
    {
        for (var jobs = 1; jobs < limit; jobs *= 2)
            yield return jobs;
        yield return limit;
    }

    private static Cost Run(Experiment sweep, int jobs)
    {
        var folder = Directory.CreateTempSubdirectory("dmamodel-scaling-");
        try
        {
            GC.Collect();
            var clock = Stopwatch.StartNew();
            var started = System.Environment.CpuUsage.TotalTime;
            new ExperimentRun(ScenarioRun.Run, jobs)
                .Execute(sweep, Path.Combine(folder.FullName, "results"), tell: null, CancellationToken.None);
            return new Cost(clock.Elapsed.TotalSeconds, (System.Environment.CpuUsage.TotalTime - started).TotalSeconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Median(IEnumerable<Cost> costs, Func<Cost, double> of)
    {
        var sorted = costs.Select(of).Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private readonly record struct Cost(double Elapsed, double Processor);
}
