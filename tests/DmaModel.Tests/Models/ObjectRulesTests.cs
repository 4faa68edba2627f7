using DmaModel.Strategies;
using DmaModel.Strategies.Objects;
using DmaModel.Tests.Models.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Models;

/// <summary>What is refused of scenarios in which objects move, and in what words.</summary>
public sealed class ObjectRulesTests
{
    public static TheoryData<StrategyKind, StrategyOptions, string> Broken => new()
    {
        { StrategyKind.SpuSwitch, new StrategyOptions { Spus = 0 }, "options.spus: must be from 1 to 1024" },
        {
            StrategyKind.SpuSwitch,
            new StrategyOptions { ContextSlice = Duration.Microseconds(99) },
            "options.context-slice: must be at least 100 us"
        },
        {
            StrategyKind.SpuSwitch,
            new StrategyOptions { StoreSize = ByteCount.Kibibytes(2) },
            "workload.size: must fit into the local store of 2 KiB (options.store-size)"
        },
        {
            StrategyKind.SpuSwitch,
            new StrategyOptions { ObjectAccess = ObjectAccess.Copied, UserPages = UserPages.Allowed },
            "options.user-pages: must be none where object-access is copied, as then nothing is mapped"
        },
        {
            StrategyKind.MigratingObject,
            new StrategyOptions { VideoMemory = ByteCount.Kibibytes(2) },
            "options.video-memory: must hold the largest object (workload.size)"
        },
        {
            StrategyKind.SpuSwitch,
            new StrategyOptions { WindowSize = ByteCount.Zero },
            "options.window-size: must be from 1 B to 1 GiB"
        },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_told_with_its_path(StrategyKind strategy, StrategyOptions options, string message)
    {
        var scenario = OneTransfer.Scenario(strategy, Direction.Receive) with { Options = options };

        ScenarioRules.Broken(scenario).Select(broken => $"{broken.Path}: {broken.Message}").ShouldContain(message);
    }

    // What a strategy does not heed cannot be wrong for it.
    [Fact]
    public void Other_strategies_do_not_care_how_large_a_store_is()
    {
        var options = new StrategyOptions { StoreSize = ByteCount.Kibibytes(2), VideoMemory = ByteCount.Zero };

        var scenario = OneTransfer.Scenario(StrategyKind.Copy, Direction.Receive) with { Options = options };

        ScenarioRules.Broken(scenario).ShouldBeEmpty();
    }
}
