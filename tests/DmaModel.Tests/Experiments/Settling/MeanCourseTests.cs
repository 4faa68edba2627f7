using DmaModel.Experiments.Settling;
using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Tests.Experiments.Settling;

public sealed class MeanCourseTests
{
    // The second run was extended and has batches of ten: of the first, pairs are merged, and the odd one at the end is left.
    [Fact]
    public void Runs_of_unequal_batches_are_averaged_in_the_larger_ones_as_far_as_the_shorter_goes()
    {
        var course = MeanCourse.Of([Course(5, 1, 3, 5, 7, 100), Course(10, 4, 8, 50, 60)], confidence: 0.95);

        course.TransfersPerBatch.ShouldBe(10);
        course.Means.ShouldBe([3, 7]);
    }

    [Fact]
    public void The_moving_average_is_that_of_the_means_with_an_interval_over_runs()
    {
        double[] wave = [.. Enumerable.Range(0, 200).Select(i => (double)(i % 10))];
        var course = MeanCourse.Of([Course(5, wave), Course(5, [.. wave.Select(value => value + 2)])], confidence: 0.95);

        course.Reach.ShouldBe(5);
        course.Smooth.Count.ShouldBe(195);

        // Eleven numbers of a wave of ten: 45 and the middle one's opposite, one more time.
        course.Smooth[100].Mean.ShouldBe(((45 + 5) / 11.0) + 1, 1e-9);

        // Two runs that lie 2 apart: t(0.975; 1) = 12.706 times 1.
        course.Smooth[100].HalfWidth.ShouldBe(12.706, 1e-3);
    }

    private static LatencyCourse Course(int perBatch, params double[] nanoseconds) =>
        new([.. nanoseconds.Select(mean => new Duration((long)(mean * 1000)))], perBatch, Cut: 0, IsRefused: false);
}
