using DmaModel.Strategies;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>Two pages for each open and one transfer, on a machine of 256 pages.</summary>
public sealed class ObjectPagerTests
{
    [Fact]
    public void An_object_frees_its_pages_with_the_last_mapping() =>
        Metric(Opens(PagerKind.Object, 400), "leaked_frames_per_transfer").ShouldBe(0);

    [Fact]
    public void The_old_pager_loses_the_pages_of_every_open() =>
        Metric(Opens(PagerKind.Device, 100), "leaked_frames_per_transfer").ShouldBe(2);

    [Fact]
    public void The_old_pager_loses_all_memory_in_the_end() =>
        Should.Throw<InvalidOperationException>(() => ScenarioRun.Run(Opens(PagerKind.Device, 400), replication: 0))
            .Message.ShouldBe("There is no memory for the kernel.");

    private static Scenario Opens(PagerKind pager, int transfers)
    {
        var scenario = Scenario(StrategyKind.ObjectPager, Direction.Receive);
        var memory = scenario.Platform.Memory with { Capacity = RoundPlatform.Page * 256 };
        return scenario with
        {
            Platform = scenario.Platform with { Memory = memory },
            Options = new StrategyOptions { Pager = pager },
            Workload = scenario.Workload with { Size = new FixedSize(RoundPlatform.Page * 2), Reuse = 1 },
            Run = new RunPlan { WarmUp = 3, Transfers = transfers },
        };
    }
}
