using System.Globalization;
using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Journals;
using DmaModel.Experiments.Reports;
using DmaModel.Experiments.Results;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Running;

/// <summary>An experiment with its journals, which are held until it is disposed of.</summary>
internal sealed class Campaign : IDisposable
{
    private readonly Experiment _experiment;
    private readonly Shard? _shard;
    private readonly Action<string> _notice;
    private readonly CampaignLock? _lock;
    private readonly JournalSet _journals;
    private readonly IReadOnlySet<int> _distributed;
    private readonly RunMap _map;
    private readonly ReplicationDemand _demand;

    /// <summary>Opens the journals of an experiment and finds its runs in them.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="folder">The folder of journals.</param>
    /// <param name="shard">The part of the runs that will be added; null if none will.</param>
    /// <param name="notice">Takes what the user should know.</param>
    /// <exception cref="FolderBusyException">Another program is at work in the folder.</exception>
    /// <exception cref="FormatException">The journals cannot be used.</exception>
    public Campaign(Experiment experiment, string folder, Shard? shard, Action<string> notice)
    {
        (_experiment, _shard, _notice) = (experiment, shard, notice);
        _lock = shard is { } part ? new CampaignLock(folder, part) : null;
        try
        {
            _journals = JournalSet.Open(folder);
            CheckDamages();
        }
        catch
        {
            _journals?.Dispose();
            _lock?.Dispose();
            throw;
        }

        foreach (var (revision, rows) in _journals.Others)
            notice(string.Create(
                CultureInfo.InvariantCulture,
                $"{rows} runs of the models' revision {revision} are kept and not used: these models are revision "
                + $"{ModelRevision.Current}"));

        _distributed = experiment.Figures.Where(figure => figure.Spec.Kind == FigureKind.Cdf)
            .SelectMany(figure => figure.Points)
            .ToHashSet();
        _map = new RunMap(experiment.Points, experiment.MostReplications, _distributed, _journals);
        _journals.ForgetKeys();
        _demand = new ReplicationDemand(_map, _journals, experiment);
    }

    /// <summary>The time that all runs in the journals took, one after the other.</summary>
    public double Seconds => _journals.Seconds;

    /// <summary>Runs what is missing of the shard.</summary>
    public ShardEnd Compute(
        Func<Scenario, int, RunResult> run,
        int jobs,
        bool retry,
        double doubleCheck,
        Action<Progress>? tell,
        CancellationToken stop)
    {
        var shard = _shard ?? throw new InvalidOperationException("The journals are open for reading only.");
        using var journal = _journals.Append(shard.JournalName, ToolIdentity.Facts.Version, ModelRevision.Current);
        if (journal.DroppedBytes > 0)
            _notice(string.Create(
                CultureInfo.InvariantCulture,
                $"the last row of {shard.JournalName}{JournalFile.Extension} was torn "
                + $"({journal.DroppedBytes} bytes) and is dropped"));

        var work = new WorkList(_map, _demand, shard, retry);
        var counter = new ProgressCounter(work.CountStates(), tell);
        new ParallelRuns(run, jobs).Execute(_experiment.Points, work, _map, journal, counter.Count, stop);
        new DoubleCheck(_experiment, _map, _journals).Execute(doubleCheck, run, jobs, work.IsOurs, journal, stop);
        return new ShardEnd(counter.Progress, counter.Progress.Done < counter.Progress.Total);
    }

    /// <summary>Writes the results from all journals.</summary>
    /// <param name="folder">The folder of results.</param>
    /// <param name="timing">Tells how long it took.</param>
    /// <param name="doubleCheck">The share of runs that were to be run a second time.</param>
    /// <param name="isAsFarAsItGoes">Whether the user asked for no more than this, though more is wanted.</param>
    public ExperimentEnd Publish(ResultFolder folder, Func<TimingFacts> timing, double doubleCheck, bool isAsFarAsItGoes)
    {
        using var tables = new RunTables(_experiment, folder, _distributed);
        var assembly = new ResultAssembly(_experiment, _map, _journals);
        assembly.Fill(tables, _demand);
        tables.Finish();

        var isThere = assembly is { Missing: 0, Unfinished: 0 };
        var outcome = new OutcomeFacts(isThere && tables.Failures.Count == 0, tables.Rows, tables.Saturated, tables.Failures)
        {
            Unsettled = tables.Unsettled,
            Precision = assembly.Precision,
            Repeated = new DoubleCheck(_experiment, _map, _journals).Judge(doubleCheck),
            ThinTails = ThinTails.Of(tables.Summary),
            WrongData = WrongData.Of(tables.Summary),
            Pairing = tables.Pairing,
        };
        var into = isThere || isAsFarAsItGoes ? "" : ResultFolder.PartialFolder;
        var target = Path.Combine(folder.Location, into);
        var earlier = ResultFiles.Earlier(target);
        var facts = new ResultFacts(_experiment, outcome, timing());
        var manifest = new ResultFiles(folder).WriteAll(facts, tables.Summary, tables.Distributions);
        folder.Publish(into, earlier);
        if (isThere)
            folder.RemovePartial();
        return new ExperimentEnd(manifest, target, !isThere);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _journals.Dispose();
        _lock?.Dispose();
    }

    // A row that is wrong is never passed over in silence: it may be the only trace of a failing disk.
    private void CheckDamages()
    {
        if (_journals.Damages.Count == 0)
            return;

        const int mostShown = 5;
        var places = _journals.Damages.Take(mostShown).Select(damage => $"{damage.Path}:{damage.Line}: {damage.What}");
        throw new FormatException(
            $"{string.Join("\n", places)}\n{_journals.Damages.Count} damaged rows; nothing was changed. 'dmamodel repair' sets "
            + "them aside, and 'run' then runs what they held again.");
    }
}
