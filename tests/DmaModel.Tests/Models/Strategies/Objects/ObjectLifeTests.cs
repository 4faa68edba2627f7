using DmaModel.Strategies;
using DmaModel.Strategies.Objects;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Strategies.Objects;

/// <summary>The life of one transfer of a page through an object that nothing moves, added up by hand.</summary>
/// <remarks>
/// A store to a register is 90; a CPU reads a page of a device's memory in 1,600 and writes one in 1,200; the graphics engine
/// goes through one in 10. An SPU's engine moves one in 100 instead of 400; sending takes 500 more. A sleep, however short,
/// costs a switch of 1,000.
/// </remarks>
public sealed class ObjectLifeTests
{
    private const double Call = 50 + Return;
    private const double Spu = Device - 300;
    private const double Card = Device - 1_000;

    public static TheoryData<StrategyKind, ObjectAccess, Direction, double> Lives => new()
    {
        // The register, and the call that waits; the process reads what has come, or wrote it before.
        {
            StrategyKind.SpuSwitch, ObjectAccess.Mapped, Direction.Receive,
            90 + Call + Spu + Interrupt + Woken + 1_600
        },
        {
            StrategyKind.SpuSwitch, ObjectAccess.Mapped, Direction.Transmit,
            1_200 + 90 + Call + Spu + 500 + Interrupt + Woken
        },

        // A second call copies: as slowly as the store is read or written, which memory outruns.
        {
            StrategyKind.SpuSwitch, ObjectAccess.Copied, Direction.Receive,
            Call + Spu + Interrupt + Woken + Call + 1_600
        },
        {
            StrategyKind.SpuSwitch, ObjectAccess.Copied, Direction.Transmit,
            Call + 1_200 + Call + Spu + 500 + Interrupt + Woken
        },

        // The device's call: submission 500, the lock's 150, a descriptor 100. The engine's: submission 500, doorbell 90, 10 of
        // sleep.
        {
            StrategyKind.MigratingObject, ObjectAccess.Mapped, Direction.Receive,
            Call + 750 + Device + Interrupt + Woken + Call + 590 + 10 + 1_000
        },
        {
            StrategyKind.MigratingObject, ObjectAccess.Mapped, Direction.Transmit,
            Call + 590 + 10 + 1_000 + Call + 750 + DeviceRead + Interrupt + Woken
        },

        // The process's own page is pinned, 60 and 20; the copy into video memory is submitted, 600, and lasts as long as sending
        // does but for the device's latency, and where the engine changes it, one back as long as receiving does.
        {
            StrategyKind.MigratingObject, ObjectAccess.Copied, Direction.Receive,
            Call + 750 + 80 + Device + Interrupt + Woken + Call + 590 + 600 + Card + 500 + Interrupt + 200 + 10 + 1_000
        },
        {
            StrategyKind.MigratingObject, ObjectAccess.Copied, Direction.Transmit,
            Call + 590 + 600 + Card + 500 + Interrupt + 200 + 10 + 1_000 + 600 + Card + Interrupt + Woken
            + Call + 750 + 80 + DeviceRead + Interrupt + Woken
        },
    };

    [Theory]
    [MemberData(nameof(Lives))]
    public void A_transfer_takes_the_sum_of_its_parts(
        StrategyKind strategy, ObjectAccess access, Direction direction, double nanoseconds) =>
        Latency(Scenario(strategy, direction) with { Options = new StrategyOptions { ObjectAccess = access } })
            .ShouldBe(nanoseconds);

    // The other device takes 300 more on its link. Pinned: submission 500, a pin 150 + 60 and 20, a descriptor 100. Refused:
    // submission, a descriptor and a copy of 1,200 into the store.
    [Theory]
    [InlineData(UserPages.Allowed, 300 + 830, 0)]
    [InlineData(UserPages.Synchronised, 300 + 830, 0)]
    [InlineData(UserPages.Refused, 300 + 1_800, 1)]
    public void Another_device_pins_the_store_or_its_driver_copies(UserPages pages, double more, double refused)
    {
        var own = Scenario(StrategyKind.SpuSwitch, Direction.Receive);
        var other = own with { Options = new StrategyOptions { UserPages = pages } };

        (Latency(other) - Latency(own)).ShouldBe(more);
        Metric(other, "refused_per_transfer").ShouldBe(refused);
        Metric(other, "displaced_per_transfer").ShouldBe(0);
    }

    // A store that lives for one transfer: two calls of munmap, with one page of each area there: 2 x (1,500 + 40 + 20 + 10); two
    // of mmap: 2 x 2,010; two faults of 610. The register's has to wait until the context is restored, which begins when all
    // is mapped: 20,000 + 6,400, and the switch to that. After the wait the process is switched to: 1,000.
    [Fact]
    public void A_fresh_context_is_mapped_faulted_in_and_restored()
    {
        var lasting = Scenario(StrategyKind.SpuSwitch, Direction.Receive);
        var fresh = lasting with { Workload = lasting.Workload with { Reuse = 1 } };

        Metric(fresh, "faults_per_transfer").ShouldBe(2);
        Metric(fresh, "object_moves_per_transfer").ShouldBe(1);
        Metric(fresh, "register_wait_ns_per_transfer").ShouldBe(27_400, tolerance: 0.001);
        (Latency(fresh) - Latency(lasting)).ShouldBe(2 * 1_570 + 2 * 2_010 + 610 + 1_000 + 610 + 27_400, tolerance: 0.001);
    }
}
