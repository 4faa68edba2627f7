using DmaModel.Analysis.Figures;
using DmaModel.Experiments.Comparing;
using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Results;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Settling;

/// <summary>Runs the scenarios of an experiment anew, and draws how each settles.</summary>
/// <remarks>Journals keep no courses: few runs are ever looked at so closely, and it would make all of them larger.</remarks>
/// <param name="observe">Runs one scenario with one replication number; it must be safe to call from several threads.</param>
/// <param name="jobs">The number of runs at a time; results do not depend on it.</param>
/// <param name="stop">Tells to begin no further run.</param>
public sealed class WelchPlots(
    Func<Scenario, int, (RunResult Result, LatencyCourse Course)> observe, int jobs, CancellationToken stop)
{
    /// <summary>The folder within that of an experiment's results.</summary>
    public const string Folder = "welch";

    /// <summary>The most scenarios of which figures are drawn: a person looks at each.</summary>
    public const int MostScenarios = 12;

    /// <summary>Runs the scenarios.</summary>
    /// <exception cref="FormatException">There are too many.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public IReadOnlyList<WelchFigure> Run(Experiment experiment)
    {
        var (count, replications) = (experiment.Points.Count, experiment.Plan.Replications);
        if (count > MostScenarios)
            throw new FormatException(FormattableString.Invariant(
                $"welch draws a figure for each of at most {MostScenarios} scenarios, and '{experiment.Name}' has {count}: pick ")
                + "some with --where, such as --where 'strategy==copy && workload.threads==1'");

        var runs = InParallel.Of(count * replications, jobs, stop, index =>
            observe(Watched(experiment.Points[index / replications].Scenario), index % replications));
        return
        [
            .. experiment.Points.Select(point => new WelchFigure(
                point, runs[(point.Index * replications)..((point.Index + 1) * replications)])),
        ];
    }

    /// <summary>Writes the figures in place of those of an earlier time.</summary>
    /// <returns>The names of the files, in the order of the figures.</returns>
    /// <exception cref="ResultsNotWrittenException">They cannot be written.</exception>
    public static IReadOnlyList<string> Write(IReadOnlyList<WelchFigure> figures, string path)
    {
        var drawn = figures.Select(figure => figure.Draw()).ToList();
        using var folder = new ResultFolder(path);
        var writer = new SvgFigureWriter(WelchFigure.Styles, FigureStyles.Segments);
        foreach (var figure in drawn)
            folder.Write($"{figure.Id}.svg", writer.Write(figure));

        var earlier = Directory.EnumerateFiles(path, "welch-*.svg").Select(file => Path.GetFileName(file)).ToList();
        folder.Publish("", earlier);
        return folder.Files;
    }

    // A run whose warm-up is given does not watch how it settles; as many transfers arrive in one that does.
    private static Scenario Watched(Scenario scenario) => scenario with
    {
        Run = scenario.Run with
        {
            WarmUp = WarmUp.Auto,
            Transfers = scenario.Run.Transfers + (scenario.Run.WarmUp.Transfers ?? 0),
        },
    };
}
