using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Journals;

namespace DmaModel.Experiments.Running;

/// <summary>What an experiment would run, given what its journals hold.</summary>
public sealed record CampaignPlan
{
    /// <summary>The name of the experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>The number of scenarios.</summary>
    public required int Scenarios { get; init; }

    /// <summary>The number of replications of each; the fewest where a precision is asked for.</summary>
    public required int Replications { get; init; }

    /// <summary>The most replications of each.</summary>
    public required int MostReplications { get; init; }

    /// <summary>The number of runs that are needed at least.</summary>
    public required long Runs { get; init; }

    /// <summary>Of these, the number that have a result.</summary>
    public required long Done { get; init; }

    /// <summary>Of these, the number that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Of these, the number that were given up at a limit.</summary>
    public required long TimedOut { get; init; }

    /// <summary>Of these, the number that are still to be run.</summary>
    public required long Missing { get; init; }

    /// <summary>The mean time of the runs in the journals, in seconds; null if there are none.</summary>
    public required double? SecondsPerRun { get; init; }

    /// <summary>How long the missing runs will take in seconds, if they are like those; null if there are none.</summary>
    public required double? ExpectedSeconds { get; init; }

    /// <summary>The bytes of the journals.</summary>
    public required long JournalBytes { get; init; }

    /// <summary>The bytes of journals and tables when all runs are there; null if there are no runs to tell from.</summary>
    public required long? ExpectedBytes { get; init; }

    /// <summary>Looks at an experiment and its journals.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="path">The folder of results; it may not exist.</param>
    /// <param name="jobs">The number of runs at a time that the expected time is for.</param>
    /// <exception cref="FormatException">The journals cannot be used.</exception>
    public static CampaignPlan Of(Experiment experiment, string path, int jobs)
    {
        using var journals = JournalSet.Open(Path.Combine(path, JournalFile.Folder));
        var distributed = experiment.Figures.Where(figure => figure.Spec.Kind == FigureKind.Cdf)
            .SelectMany(figure => figure.Points)
            .ToHashSet();
        var counts = new long[4];
        if (journals.Count == 0)
            counts[(int)RunState.Missing] = experiment.Runs;
        else
            Count(new RunMap(experiment.Points, experiment.Plan.Replications, distributed, journals), counts);

        var missing = counts[(int)RunState.Missing];
        double? seconds = double.IsNaN(journals.MeanSeconds) ? null : journals.MeanSeconds;
        return new CampaignPlan
        {
            Experiment = experiment.Name,
            Question = experiment.Question,
            Scenarios = experiment.Points.Count,
            Replications = experiment.Plan.Replications,
            MostReplications = experiment.MostReplications,
            Runs = experiment.Runs,
            Done = counts[(int)RunState.Done],
            Failed = counts[(int)RunState.Failed],
            TimedOut = counts[(int)RunState.TimedOut],
            Missing = missing,
            SecondsPerRun = seconds,
            ExpectedSeconds = seconds * missing / jobs,
            JournalBytes = journals.Bytes,
            ExpectedBytes = journals.Count == 0 ? null : ExpectedDisk(experiment, journals),
        };
    }

    // A row of runs.csv repeats the numbers of the journal's and adds the scenario's parameters, which take about as much.
    private static long ExpectedDisk(Experiment experiment, JournalSet journals)
    {
        var row = journals.Bytes / journals.Count;
        return Math.Max(journals.Bytes, experiment.Runs * row) + (2 * experiment.Runs * row);
    }

    private static void Count(RunMap map, long[] counts)
    {
        for (var scenario = 0; scenario < map.Scenarios; scenario++)
        {
            for (var replication = 0; replication < map.Replications; replication++)
                counts[(int)map.StateOf(scenario, replication)]++;
        }
    }
}
