using DmaModel.Strategies;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>A device that may know only some of a process's buffers.</summary>
public sealed class RegistrationCacheTests
{
    private readonly TransferBuffer[] _buffers = [.. Enumerable.Range(0, 4).Select(_ => new TransferBuffer(0))];

    // Two places: 0 and 1 miss, 0 hits and is the younger one, so that 2 pushes 1 out; 0 hits still, and 1 pushes 2 out.
    [Fact]
    public void The_buffer_that_was_used_longest_ago_makes_room()
    {
        var cache = new RegistrationCache(2);

        Use(cache, 0).ShouldBe("miss");
        Use(cache, 1).ShouldBe("miss");
        Use(cache, 0).ShouldBe("hit");
        Use(cache, 2).ShouldBe("miss, 1 goes");
        Use(cache, 0).ShouldBe("hit");
        Use(cache, 1).ShouldBe("miss, 2 goes");
        cache.Count.ShouldBe(2);
    }

    // Both places are taken by transfers under way: the third goes beyond them, and two go when they can.
    [Fact]
    public void What_a_transfer_is_using_makes_no_room()
    {
        var cache = new RegistrationCache(2);
        for (var i = 0; i < 3; i++)
        {
            cache.Enter(_buffers[i]).ShouldBeFalse();
            cache.MakeRoom().ShouldBeNull();
        }

        cache.Leave(_buffers[1]);
        cache.Enter(_buffers[3]).ShouldBeFalse();
        cache.MakeRoom().ShouldBe(_buffers[1]);
        cache.MakeRoom().ShouldBeNull();
        cache.Count.ShouldBe(3);
    }

    [Fact]
    public void A_buffer_that_is_unmapped_is_taken_out()
    {
        var cache = new RegistrationCache(2);
        Use(cache, 0);

        cache.Remove(_buffers[0]).ShouldBeTrue();
        cache.Remove(_buffers[0]).ShouldBeFalse();
        Use(cache, 0).ShouldBe("miss");
    }

    // Three buffers in turn: with three places all are known, as without a limit; with two each comes just after it was pushed
    // out. A miss deregisters for 4,000 + 20, pins for 150 + 60 and registers for 5,000 + 70.
    [Theory]
    [InlineData(Direction.Receive, 0, 0)]
    [InlineData(Direction.Receive, 3, 0)]
    [InlineData(Direction.Receive, 2, 1)]
    [InlineData(Direction.Transmit, 3, 0)]
    [InlineData(Direction.Transmit, 2, 1)]
    public void A_transfer_from_a_buffer_that_is_not_known_registers_it(Direction direction, int entries, double misses)
    {
        var all = Scenario(StrategyKind.PinRegistered, direction);
        var some = all with
        {
            Options = new StrategyOptions { RegistrationCache = entries },
            Workload = all.Workload with { Buffers = 3 },
            Run = new RunPlan { WarmUp = 6, Transfers = 6 },
        };

        Metric(some, "registrations_per_transfer").ShouldBe(misses);
        (Latency(some) - Latency(all)).ShouldBe(misses * (4_020 + 210 + 5_070));
    }

    // The one buffer is unmapped after two uses: every other transfer registers, and the registration is ended first.
    [Fact]
    public void A_fresh_buffer_is_not_known()
    {
        var all = Scenario(StrategyKind.PinRegistered, Direction.Receive);
        var some = all with
        {
            Options = new StrategyOptions { RegistrationCache = 4 },
            Workload = all.Workload with { Reuse = 2 },
            Run = new RunPlan { WarmUp = 6, Transfers = 6 },
        };

        Metric(some, "registrations_per_transfer").ShouldBe(0.5);
        Metric(some, "pages_scanned_per_transfer").ShouldBe(0);
    }

    [Fact]
    public void Shared_buffers_have_no_cache()
    {
        var scenario = Scenario(StrategyKind.PinRegistered, Direction.Receive);
        var shared = scenario with
        {
            Options = new StrategyOptions { RegistrationCache = 4 },
            Workload = scenario.Workload with { Shared = true },
        };

        ScenarioRules.Broken(shared).Single().Path.ShouldBe("options.registration-cache");
    }

    private string Use(RegistrationCache cache, int which)
    {
        var known = cache.Enter(_buffers[which]);
        var gone = cache.MakeRoom();
        cache.Leave(_buffers[which]);
        return (known ? "hit" : "miss") + (gone is null ? "" : $", {Array.IndexOf(_buffers, gone)} goes");
    }
}
