using System.Diagnostics;
using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Results;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Running;

/// <summary>How an experiment ended.</summary>
/// <param name="Manifest">What the results are results of.</param>
/// <param name="Folder">The folder that they are in.</param>
/// <param name="Interrupted">Whether it was told to stop before the end.</param>
public sealed record ExperimentEnd(Manifest Manifest, string Folder, bool Interrupted);

/// <summary>Runs an experiment and writes its results.</summary>
/// <param name="run">Runs one scenario with one replication number.</param>
/// <param name="jobs">The number of runs at a time.</param>
public sealed class ExperimentRun(Func<Scenario, int, RunResult> run, int jobs)
{
    /// <summary>Runs an experiment to its end, or until it is told to stop; what is whole is written either way.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="path">The folder for the results.</param>
    /// <param name="tell">Hears after each run how far things have come.</param>
    /// <param name="stop">Tells to begin no further run.</param>
    /// <exception cref="ResultsNotWrittenException">The results cannot be written; earlier ones are untouched.</exception>
    public ExperimentEnd Execute(Experiment experiment, string path, Action<Progress>? tell, CancellationToken stop)
    {
        using var folder = new ResultFolder(path);
        return folder.Guarded(() => Execute(experiment, folder, tell, stop));
    }

    private ExperimentEnd Execute(Experiment experiment, ResultFolder folder, Action<Progress>? tell, CancellationToken stop)
    {
        var path = folder.Location;
        var started = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();
        var distributed = experiment.Figures.Where(figure => figure.Spec.Kind == FigureKind.Cdf)
            .SelectMany(figure => figure.Points)
            .ToHashSet();

        RunTables tables;
        using (var rows = folder.Open(ResultFiles.Runs))
        {
            tables = new RunTables(experiment, rows, distributed);
            new ParallelRuns(run, jobs).Execute(experiment.Points, experiment.Plan.Replications, tables.Take, tell, stop);
        }

        var interrupted = tables.Rows + tables.Failures.Count < experiment.Runs;
        var outcome = new OutcomeFacts(tables.Rows == experiment.Runs, tables.Rows, tables.Saturated, tables.Failures)
        {
            Unsettled = tables.Unsettled,
        };
        var facts = new ResultFacts(experiment, outcome, new TimingFacts(started, clock.Elapsed.TotalSeconds, jobs));
        var files = new ResultFiles(folder);
        var earlier = ResultFiles.Earlier(interrupted ? Path.Combine(path, ResultFolder.PartialFolder) : path);
        var manifest = files.WriteAll(facts, tables.Summary, tables.Distributions);
        folder.Publish(interrupted ? ResultFolder.PartialFolder : "", earlier);
        return new ExperimentEnd(manifest, interrupted ? Path.Combine(path, ResultFolder.PartialFolder) : path, interrupted);
    }
}
