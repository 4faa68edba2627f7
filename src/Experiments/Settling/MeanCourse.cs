using DmaModel.Analysis.Statistics;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Settling;

/// <summary>The mean over replications of how latency went, batch by batch, and its moving average.</summary>
/// <param name="TransfersPerBatch">The number of transfers in a batch.</param>
/// <param name="Means">The mean latency of each batch over the replications, in nanoseconds.</param>
/// <param name="Smooth">The moving average, in nanoseconds, with its intervals over the replications; it ends earlier.</param>
/// <param name="Reach">The number of batches to either side that the moving average takes in.</param>
public sealed record MeanCourse(
    int TransfersPerBatch, IReadOnlyList<double> Means, IReadOnlyList<Estimate> Smooth, int Reach)
{
    // A window of a twentieth of the run smooths the waits of single bursts, and is short beside a transient that matters.
    private const int RunsPerReach = 40;

    /// <summary>Averages the courses of all replications, as far as the shortest goes.</summary>
    /// <param name="courses">The courses; long runs have larger batches, and the largest are those of all.</param>
    /// <param name="confidence">The confidence of the intervals, between 0 and 1.</param>
    public static MeanCourse Of(IReadOnlyList<LatencyCourse> courses, double confidence)
    {
        var perBatch = courses.Max(course => course.TransfersPerBatch);
        var runs = courses.Select(course => Merged(course, perBatch / course.TransfersPerBatch)).ToList();
        var length = runs.Min(run => run.Length);
        var reach = Math.Max(length / RunsPerReach, 1);
        var smooth = runs.Select(run => MovingAverage.Of(run.AsSpan(0, length), reach)).ToList();
        return new MeanCourse(
            perBatch,
            [.. Enumerable.Range(0, length).Select(batch => runs.Average(run => run[batch]))],
            [.. Enumerable.Range(0, Math.Max(length - reach, 0)).Select(EstimateAt)],
            reach);

        Estimate EstimateAt(int batch) => Estimate.Of([.. smooth.Select(run => run[batch])], confidence);
    }

    // Sizes of batches are five times powers of two, so that whole batches make a larger one.
    private static double[] Merged(LatencyCourse course, int together) =>
    [
        .. course.Means.Chunk(together).Where(batches => batches.Length == together)
            .Select(batches => batches.Average(mean => mean.TotalNanoseconds)),
    ];
}
