using DmaModel.Analysis.Statistics;

namespace DmaModel.Tests.Analysis.Statistics;

public sealed class TailSamplesTests
{
    [Theory]
    [InlineData("latency_p50_ns", 0.5)]
    [InlineData("latency_p99_ns", 0.99)]
    [InlineData("latency_p999_ns", 0.999)]
    [InlineData("latency_p9999_ns", 0.9999)]
    [InlineData("latency_p99", 0.99)]
    public void A_column_tells_its_share(string column, double share) => TailSamples.ShareOf(column).ShouldBe(share);

    [Theory]
    [InlineData("latency_mean_ns")]
    [InlineData("cpu_poll_ns_per_transfer")]
    [InlineData("throughput_bytes_per_s")]
    public void Other_columns_have_none(string column) => TailSamples.ShareOf(column).ShouldBeNull();

    [Fact]
    public void Forty_beyond_the_quantile_are_enough()
    {
        TailSamples.AreTooFew(0.99, 4_000).ShouldBeFalse();
        TailSamples.AreTooFew(0.99, 3_999).ShouldBeTrue();
        TailSamples.AreTooFew(0.9999, 399_000).ShouldBeTrue();
        TailSamples.NameOf(0.999).ShouldBe("p99.9");
    }
}
