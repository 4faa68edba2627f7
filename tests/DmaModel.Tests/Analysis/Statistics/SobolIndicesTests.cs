using DmaModel.Analysis.Statistics;

namespace DmaModel.Tests.Analysis.Statistics;

/// <summary>Functions whose indices are known in closed form (A. Saltelli et al., 'Global Sensitivity Analysis', 2008).</summary>
public sealed class SobolIndicesTests
{
    // Ishigami's function with a = 7 and b = 0.1 on [-pi, pi]³: V = a²/8 + b pi⁴/5 + b² pi⁸/18 + 1/2 = 13.845.
    [Fact]
    public void Ishigamis_function_has_the_indices_of_the_book()
    {
        var sobol = new SobolIndices(factors: 3, rows: 2_048, seed: 1);

        var indices = sobol.Estimate([.. sobol.Points.Select(Ishigami)]);

        indices[0].First.ShouldBe(0.3139, 0.06);
        indices[1].First.ShouldBe(0.4424, 0.06);
        indices[2].First.ShouldBe(0, 0.06);
        indices[0].Total.ShouldBe(0.5576, 0.06);
        indices[1].Total.ShouldBe(0.4424, 0.06);
        indices[2].Total.ShouldBe(0.2437, 0.06);
    }

    // Sobol's g-function: factor i alone has 1 / (3 (1 + a)²), and the total variance is the product of these plus one, less one.
    [Fact]
    public void The_g_function_has_its_indices()
    {
        double[] a = [0, 1, 4.5, 99];
        var sobol = new SobolIndices(a.Length, rows: 2_048, seed: 2);
        var alone = a.Select(one => 1 / (3 * (1 + one) * (1 + one))).ToArray();
        var variance = alone.Aggregate(1.0, (product, one) => product * (1 + one)) - 1;

        var indices = sobol.Estimate(
            [.. sobol.Points.Select(x => a.Select((one, i) => (Math.Abs((4 * x[i]) - 2) + one) / (1 + one)).Aggregate((p, q) => p * q))]);

        for (var factor = 0; factor < a.Length; factor++)
        {
            indices[factor].First.ShouldBe(alone[factor] / variance, 0.06);
            indices[factor].Total.ShouldBe(alone[factor] * (1 + variance) / (1 + alone[factor]) / variance, 0.06);
        }
    }

    // A sum of three factors, weighted 3, 2 and 1: 9/14, 4/14 and 1/14, alone as with others. A Latin hypercube spreads sums
    // so evenly that the bootstrap, which does not know of it, gives intervals that are rather too wide.
    [Fact]
    public void Bootstrap_intervals_hold_the_true_indices()
    {
        double[] truth = [9 / 14.0, 4 / 14.0, 1 / 14.0];
        var (first, total) = (0, 0);
        for (var seed = 0; seed < 50; seed++)
        {
            var sobol = new SobolIndices(factors: 3, rows: 128, seed);
            var indices = sobol.Estimate([.. sobol.Points.Select(x => (3 * x[0]) + (2 * x[1]) + x[2])]);
            first += indices.Count(index => index.FirstLow <= truth[index.Factor] && truth[index.Factor] <= index.FirstHigh);
            total += indices.Count(index => index.TotalLow <= truth[index.Factor] && truth[index.Factor] <= index.TotalHigh);
        }

        (first / 150.0).ShouldBeInRange(0.90, 1);
        (total / 150.0).ShouldBeInRange(0.90, 1);
    }

    [Fact]
    public void A_row_without_an_output_is_left_out_of_all_samples()
    {
        var sobol = new SobolIndices(factors: 2, rows: 512, seed: 3);
        double[] outputs = [.. sobol.Points.Select(x => x[0])];
        outputs[5] = double.NaN;

        sobol.Estimate(outputs)[0].Total.ShouldBe(1, 0.1);
        sobol.Estimate(outputs)[1].Total.ShouldBe(0, 1e-9);
        Should.Throw<ArgumentException>(() => sobol.Estimate([.. outputs.Select(_ => double.NaN)])).Message.ShouldContain("two rows");
    }

    private static double Ishigami(double[] x)
    {
        var (a, b, c) = (Angle(x[0]), Angle(x[1]), Angle(x[2]));
        return Math.Sin(a) + (7 * Math.Sin(b) * Math.Sin(b)) + (0.1 * Math.Pow(c, 4) * Math.Sin(a));
    }

    private static double Angle(double share) => Math.PI * ((2 * share) - 1);
}
