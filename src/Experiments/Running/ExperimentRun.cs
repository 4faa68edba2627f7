using System.Diagnostics;
using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Results;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Running;

/// <summary>Runs what an experiment's journals lack, and writes its results from them.</summary>
/// <param name="run">Runs one scenario with one replication number.</param>
/// <param name="jobs">The number of runs at a time.</param>
public sealed class ExperimentRun(Func<Scenario, int, RunResult> run, int jobs)
{
    /// <summary>Whether runs that failed are run again.</summary>
    public bool Retry { get; init; }

    /// <summary>The share of runs that are run a second time and compared, and at least two; 0 for none.</summary>
    public double DoubleCheck { get; init; }

    /// <summary>Tells when runs begin, for the manifest, and when the budget is over; no result depends on it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long runs may be begun; what is there by then is the result. Null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Takes what the user should know: rows that are dropped, or not used.</summary>
    public Action<string> Notice { get; init; } = _ => { };

    /// <summary>Runs what is missing to its end, or until it is told to stop, and writes the results either way.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="path">The folder for the results.</param>
    /// <param name="tell">Hears after each run how far things have come.</param>
    /// <param name="stop">Tells to begin no further run.</param>
    /// <exception cref="ResultsNotWrittenException">The results cannot be written; earlier ones are untouched.</exception>
    /// <exception cref="FolderBusyException">Another program is at work in the folder.</exception>
    /// <exception cref="FormatException">The journals cannot be used.</exception>
    public ExperimentEnd Execute(Experiment experiment, string path, Action<Progress>? tell, CancellationToken stop)
    {
        using var folder = new ResultFolder(path);
        return folder.Guarded(() =>
        {
            var (started, clock) = (Clock.GetUtcNow(), Stopwatch.StartNew());
            using var campaign = Open(experiment, path, Shard.All);
            using var budget = new CancellationTokenSource(Budget ?? Timeout.InfiniteTimeSpan, Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, budget.Token);
            campaign.Compute(run, jobs, Retry, DoubleCheck, tell, either.Token);
            var isSpent = budget.IsCancellationRequested && !stop.IsCancellationRequested;
            TimingFacts Timing() => new(started, clock.Elapsed.TotalSeconds, jobs);
            var end = campaign.Publish(folder, Timing, DoubleCheck, isAsFarAsItGoes: isSpent);
            return end with { BudgetIsSpent = isSpent && end.Interrupted };
        });
    }

    /// <summary>Runs what is missing of one shard; <see cref="Merge"/> writes the results once all shards are there.</summary>
    /// <inheritdoc cref="Execute"/>
    public ShardEnd ExecuteShard(
        Experiment experiment, string path, Shard shard, Action<Progress>? tell, CancellationToken stop)
    {
        using var folder = new ResultFolder(path);
        return folder.Guarded(() =>
        {
            using var campaign = Open(experiment, path, shard);
            return campaign.Compute(run, jobs, Retry, DoubleCheck, tell, stop);
        });
    }

    /// <summary>Writes the results from the journals as they are, and runs nothing.</summary>
    /// <inheritdoc cref="Execute"/>
    public ExperimentEnd Merge(Experiment experiment, string path)
    {
        using var folder = new ResultFolder(path);
        return folder.Guarded(() =>
        {
            var started = Clock.GetUtcNow();
            using var campaign = Open(experiment, path, shard: null);
            TimingFacts Timing() => new(started, campaign.Seconds, jobs);
            return campaign.Publish(folder, Timing, DoubleCheck, isAsFarAsItGoes: false);
        });
    }

    private Campaign Open(Experiment experiment, string path, Shard? shard) =>
        new(experiment, Path.Combine(path, JournalFile.Folder), shard, Notice);
}

/// <summary>How an experiment ended.</summary>
/// <param name="Manifest">What the results are results of.</param>
/// <param name="Folder">The folder that they are in.</param>
/// <param name="Interrupted">Whether runs are missing.</param>
public sealed record ExperimentEnd(Manifest Manifest, string Folder, bool Interrupted)
{
    /// <summary>Whether runs are missing since the time for them is over.</summary>
    public bool BudgetIsSpent { get; init; }
}

/// <summary>How the runs of a shard ended.</summary>
/// <param name="Progress">How far they have come.</param>
/// <param name="Interrupted">Whether runs of the shard are missing.</param>
public sealed record ShardEnd(Progress Progress, bool Interrupted);
