using DmaModel.Measurement;
using DmaModel.Workload;
using Xunit.Abstractions;

namespace DmaModel.Tests.Theory;

/// <summary>MSER-5 on processes whose transient is known.</summary>
public sealed class TransientTests(ITestOutputHelper output)
{
    private const int Runs = 500;

    // x(t) = 0.9 x(t - 1) + noise starts 100 deviations of the noise above its mean: the excess is 100 x 0.9^t, which is below
    // one deviation after 44 observations and below a tenth after 66. A mean over 1,000 is 1.0 too high; after the cut, of
    // which there must be some nine batches, next to nothing.
    [Fact]
    public void The_decay_of_an_autoregressive_process_is_cut_off()
    {
        var cuts = new List<int>();
        var (before, after, refused) = Measure(run => Autoregressive(run, 1_000), cuts, truth: 0);

        before.ShouldBe(1.0, 0.1);
        after.ShouldBe(0, 0.1);
        refused.ShouldBe(0);
        cuts.Order().ElementAt(Runs / 2).ShouldBeInRange(35, 80);
    }

    // A server with 200 services of work before it, at a load of 0.5: each customer brings one and leaves time for two, so
    // that the backlog is gone after some 200 customers. Their waits, 100 on the mean, are 10 too many over 2,000. One run
    // in twenty is refused: so short a run may hold one long busy spell.
    [Fact]
    public void The_draining_of_a_full_queue_is_cut_off()
    {
        var cuts = new List<int>();
        var (before, after, refused) = Measure(run => Lindley.From(200, 0.5, 2_000, 1, run), cuts, truth: 1);

        before.ShouldBe(10, 0.5);
        after.ShouldBe(0, 0.1);
        refused.ShouldBeLessThan(0.1);
        cuts.Order().ElementAt(Runs / 2).ShouldBeInRange(190, 260);
    }

    // An empty server at a load of 0.9 needs some 400 customers until they wait 9 services on the mean; over 20,000 that is
    // next to nothing, and mostly nothing is cut. What is cut is chosen by what came out: a spell of long waits at the start
    // goes, one of short waits stays, and the rest is 3 % too low. That is the price of the rule near capacity.
    [Fact]
    public void Where_little_is_to_be_cut_off_little_is_and_what_remains_is_a_little_low()
    {
        var cuts = new List<int>();
        var (_, after, refused) = Measure(run => Lindley.From(0, 0.9, 20_000, 1, run), cuts, truth: 9);

        after.ShouldBeInRange(-0.045 * 9, 0.015 * 9);
        refused.ShouldBeLessThan(0.08);
        cuts.Order().ElementAt(Runs / 2).ShouldBeLessThan(1_000);
    }

    private (double Before, double After, double Refused) Measure(Func<int, double[]> process, List<int> cuts, double truth)
    {
        var (before, after, kept) = (0.0, 0.0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var values = process(run);
            double[] batches = [.. values.Chunk(Mser.BatchSize).Select(batch => batch.Average())];
            var cut = Mser.Cut(batches);
            before += (values.Average() - truth) / Runs;
            if (Mser.IsRefused(cut, batches.Length))
                continue;

            kept++;
            cuts.Add(cut * Mser.BatchSize);
            after += values.Skip(cut * Mser.BatchSize).Average() - truth;
        }

        var refused = 1 - (kept / (double)Runs);
        output.WriteLine($"bias {before:0.000} without a cut, {after / kept:0.000} with one; refused {refused:P1}; "
            + $"median cut {cuts.Order().ElementAt(cuts.Count / 2)}");
        return (before, after / kept, refused);
    }

    private static double[] Autoregressive(int run, int count)
    {
        var stream = new RandomStreams(3, run).Stream("noise");
        var values = new double[count];
        var value = 100.0;
        for (var i = 0; i < count; i++)
        {
            values[i] = value;
            value = (0.9 * value) + stream.Normal();
        }

        return values;
    }
}
