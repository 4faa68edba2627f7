using DmaModel.Analysis.Statistics;

namespace DmaModel.Tests.Analysis.Statistics;

public sealed class StudentQuantileTests
{
    // From the table of Student's t distribution in the NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
    [Theory]
    [InlineData(1, 0.90, 6.314)]
    [InlineData(1, 0.95, 12.706)]
    [InlineData(2, 0.95, 4.303)]
    [InlineData(4, 0.95, 2.776)]
    [InlineData(9, 0.95, 2.262)]
    [InlineData(9, 0.99, 3.250)]
    [InlineData(29, 0.95, 2.045)]
    [InlineData(30, 0.99, 2.750)]
    [InlineData(100, 0.95, 1.984)]
    public void Quantiles_agree_with_the_table(int freedom, double confidence, double expected) =>
        StudentQuantile.TwoSided(freedom, confidence).ShouldBe(expected, 0.0005);

    [Theory]
    [InlineData(4, 2.776, 0.05)]
    [InlineData(9, -3.250, 0.01)]
    [InlineData(9, 0, 1)]
    public void Probabilities_are_the_inverse_of_quantiles(int freedom, double statistic, double expected) =>
        StudentQuantile.TwoSidedProbability(freedom, statistic).ShouldBe(expected, 0.0001);
}
