using System.Globalization;
using DmaModel.Analysis;
using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Figures.Styles;
using DmaModel.Analysis.Statistics;
using DmaModel.Experiments.Sweeps;
using DmaModel.Measurement;
using Axis = DmaModel.Analysis.Figures.Axis;

namespace DmaModel.Experiments.Settling;

/// <summary>Draws how the latency of one scenario settles: Welch's plot, with the cuts of MSER-5.</summary>
/// <param name="Point">The scenario.</param>
/// <param name="Runs">Its replications.</param>
public sealed record WelchFigure(ScenarioPoint Point, IReadOnlyList<(RunResult Result, LatencyCourse Course)> Runs)
{
    private const string BatchMean = "mean of a batch";
    private const string Smooth = "moving average";

    /// <summary>The styles of all such figures: the raw means in black, which is faint, under the moving average.</summary>
    public static SeriesStyles Styles { get; } = SeriesStyles.ForSeries(BatchMean, Smooth);

    /// <summary>The name of the figure: the scenario's number and levels.</summary>
    public string Id => string.Join(
        '-', [Invariant($"welch-{Point.Index:00}"), .. Point.Levels.Select(level => Plain(level.Label))]);

    /// <summary>The number of transfers that each run leaves out, from the fewest to the most; without the runs that never
    /// settled.</summary>
    public IReadOnlyList<long> Cuts =>
        [.. Runs.Where(run => !run.Course.IsRefused).Select(run => run.Course.Cut).Order()];

    /// <summary>The number of transfers that half of the runs leave out at most; null if none settled.</summary>
    public long? MedianCut => Cuts.Count == 0 ? null : Cuts[(Cuts.Count - 1) / 2];

    /// <summary>The figure.</summary>
    /// <exception cref="FormatException">The runs are too short to show anything.</exception>
    public LineFigure Draw()
    {
        var confidence = Point.Scenario.Run.Confidence;
        var course = MeanCourse.Of([.. Runs.Select(run => run.Course)], confidence);
        if (course.Smooth.Count == 0)
            throw new FormatException("the runs are too short to draw: a batch is five transfers, and there are hardly any");

        double MiddleOf(int batch) => (batch + 0.5) * course.TransfersPerBatch;
        var means = course.Means.Select((mean, batch) => new LinePoint(MiddleOf(batch), mean, double.NaN, double.NaN));
        var smooth = course.Smooth.Select((mean, batch) => LinePoint.Of(MiddleOf(batch), mean));
        var panel = new LinePanel("",
        [
            new LineSeries(BatchMean, [.. means]) { Look = LineLook.Faint },
            new LineSeries(Smooth, [.. smooth]) { Look = LineLook.Plain },
        ])
        {
            References = [.. References()],
        };
        return new LineFigure(
            Id, "How long does latency take to settle?", new Axis("Transfers completed", Quantity.Count),
            new Axis("Latency", Quantity.Time), [panel])
        {
            Subtitle = $"{string.Join(", ", Point.Levels.Select(level => level.Label))} on {Point.Scenario.Platform.Name}",
            Notes = [.. Notes(course, confidence)],
        };
    }

    private IEnumerable<ReferenceLine> References()
    {
        if (MedianCut is { } median)
        {
            if (Cuts[^1] > median)
            {
                yield return new ReferenceLine("median cut of the runs (MSER-5)", ReferenceKind.Vertical, median);
                yield return new ReferenceLine("last cut of a run (MSER-5)", ReferenceKind.Vertical, Cuts[^1]);
            }
            else
            {
                yield return new ReferenceLine("cut of the runs (MSER-5)", ReferenceKind.Vertical, median);
            }
        }

        if (Point.Scenario.Run.WarmUp.Transfers is { } given)
            yield return new ReferenceLine("warm-up given", ReferenceKind.Vertical, given);
    }

    private IEnumerable<string> Notes(MeanCourse course, double confidence)
    {
        yield return Invariant($"Means over {Runs.Count} replications of batches of {course.TransfersPerBatch} transfers, and ")
            + Invariant($"their moving average over {(2 * course.Reach) + 1} batches (Welch, 1983). Band: ")
            + $"{Estimate.BasisOf(confidence, Runs.Count)}.";
        yield return Cuts.Count == 0
            ? "MSER-5 finds no cut in the first half of any run."
            : $"MSER-5 leaves out {string.Join(", ", Cuts)} transfers of the runs: the longest cut of latency, time between "
                + "completions and CPU time.";
        if (Runs.Count(run => run.Result.Saturated) is > 0 and var saturated)
        {
            yield return $"{saturated} of {Runs.Count} runs saturated: their latency grows for ever, and the cut is found "
                + "without it.";
        }

        if (Runs.Count(run => !run.Result.Settled) is > 0 and var unsettled)
            yield return $"{unsettled} of {Runs.Count} runs never settled.";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Plain(string label) => string.Concat(
        label.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
}
