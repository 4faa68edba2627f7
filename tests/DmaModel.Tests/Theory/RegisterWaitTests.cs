using DmaModel.Strategies;
using DmaModel.Tests.Models;
using DmaModel.Tests.Models.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Theory;

/// <summary>The wait for a register of a context that has its SPU for a slice in each round.</summary>
public sealed class RegisterWaitTests
{
    // A round lasts n slices and n switches of 1,000 + 2 x 26,400 ns. Who comes at a random time finds the context away with
    // probability away / round, and then waits for half of that time on average. Entries to be removed make a switch longer by
    // less than 2,000. The mean of 4,000 such waits has a standard error of about 1.5 %; the bound is three and that.
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Is_half_the_time_away_weighted_by_how_often_one_comes_then(int contexts)
    {
        const double Slice = 1_000_000;
        var round = contexts * (Slice + 1_000 + (2 * 26_400));
        var away = round - Slice;

        var expected = away * away / (2 * round);
        OneTransfer.Metric(Contexts(contexts, Slice), "register_wait_ns_per_transfer")
            .ShouldBe(expected, tolerance: 0.05 * expected);
    }

    private static Scenario Contexts(int contexts, double slice)
    {
        var scenario = OneTransfer.Scenario(StrategyKind.SpuSwitch, Direction.Receive);
        return scenario with
        {
            Options = new StrategyOptions { Spus = 1, ContextSlice = Duration.Nanoseconds(slice) },
            Workload = scenario.Workload with
            {
                Arrival = ArrivalKind.Poisson,
                OfferedLoad = Bandwidth.MegabytesPerSecond(0.04),
                Size = new FixedSize(RoundPlatform.Page),
                Threads = contexts,
            },
            Run = new RunPlan { WarmUp = 100, Transfers = 4_000 },
        };
    }
}
