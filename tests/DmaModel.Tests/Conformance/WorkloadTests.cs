using DmaModel.Benchmarks.Core;

namespace DmaModel.Tests.Conformance;

/// <summary>The workloads of the benchmark, small. Their full scale is checked by the benchmark's "workloads" mode.</summary>
public sealed class WorkloadTests
{
    // The expected numbers are what SimSharp 3.4.2 gives for a hundredth of the full scale, with seed 1.
    [Theory]
    [InlineData("w1s", 50_020, 71_340_605_467_498)]
    [InlineData("w1", 52_000, 117_743_375_859_319)]
    [InlineData("w1l", 300_000, 50_220_075_462_666)]
    [InlineData("w2", 60_002, 85_124_472_010_152)]
    [InlineData("w3", 37_502, 19_502_535_207_594)]
    [InlineData("w4", 80_128, 172_278_576_610_731)]
    public void A_workload_takes_the_course_that_it_takes_on_SimSharp(string name, long events, long check)
    {
        CoreWorkload.Named(name).Run(scale: 0.01).ShouldBe(new WorkloadResult(events, check));
    }

    [Fact]
    public void Another_seed_gives_another_checksum()
    {
        var workload = CoreWorkload.Named("w2");

        workload.Run(scale: 0.01, seed: 2).Check.ShouldNotBe(workload.Run(scale: 0.01, seed: 1).Check);
    }
}
