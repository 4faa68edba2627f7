using System.Threading;
using DmaModel.Experiments.Exploring;
using DmaModel.Exploration;
using DmaModel.Oracle;
using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.Exploration;

/// <summary>What random schedules find of objects that their drivers move under those who map them.</summary>
public sealed class MovingPlayTests
{
    private static readonly ExploreOptions Spu = new() { Strategy = ExploredStrategy.SpuSwitch };
    private static readonly ExploreOptions Refusing = Spu with { UserPages = UserPagesRule.Refused };
    private static readonly ExploreOptions Graphics = new() { Strategy = ExploredStrategy.MigratingObject };

    // GUP-1, GUP-2 and GUP-3 (B. Herrenschmidt, linux-kernel, 2006).
    public static TheoryData<ExploreOptions> Broken =>
    [
        Spu,
        Refusing with { FaultHandler = HandlerKind.FrameNumber },
        Graphics,
        Graphics with { LocksInPlace = true, FaultHandler = HandlerKind.FrameNumber },
    ];

    public static TheoryData<ExploreOptions> Cures =>
    [
        Refusing,
        Refusing with { FaultHandler = HandlerKind.EntryInstalling },
        Spu with { UserPages = UserPagesRule.Synchronised },
        Spu with { UserPages = UserPagesRule.Synchronised, FaultHandler = HandlerKind.EntryInstalling },
        Graphics with { LocksInPlace = true },
        Graphics with { LocksInPlace = true, FaultHandler = HandlerKind.EntryInstalling },
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_another_context_keeps_is_reached(ExploreOptions options)
    {
        var wanted = options with { Wanted = Outcome.OtherContextData };
        var seed = new ScheduleSearch(wanted, jobs: 2).FindFirst(0, 1_000, CancellationToken.None).ShouldNotBeNull();

        var reduced = new Explorer(wanted).Reduce(seed);

        reduced.Finding.Outcome.ShouldBe(Outcome.OtherContextData);
        reduced.Trace.Count.ShouldBeInRange(3, 60);
    }

    [Theory]
    [MemberData(nameof(Cures))]
    public void The_cures_survive(ExploreOptions options) =>
        new ScheduleSearch(options, jobs: 2).FindFirst(0, 4_000, CancellationToken.None).ShouldBeNull();
}
