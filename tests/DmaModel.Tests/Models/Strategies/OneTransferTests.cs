using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.VirtualMemory;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>The life of one transfer of a page, for each strategy and direction, added up by hand on the machine of round
/// numbers.</summary>
public sealed class OneTransferTests
{
    public static TheoryData<StrategyKind, Direction, double> Lives => new()
    {
        { StrategyKind.Copy, Direction.Receive, Submit + Device + Interrupt + Woken + 1_000 + Return },

        // The process returns when the copy is done, and nobody is woken at the end; its core is idle until the next transfer,
        // which therefore starts with a switch.
        { StrategyKind.Copy, Direction.Transmit, 1_000 + Submit + 500 + Return + DeviceRead + Interrupt },
        { StrategyKind.PinPerIo, Direction.Receive, Submit + 150 + 60 + Device + Interrupt + Woken + 20 + Return },
        { StrategyKind.PinPerIo, Direction.Transmit, Submit + 150 + 60 + DeviceRead + Interrupt + Woken + 20 + Return },
        { StrategyKind.PinRegistered, Direction.Receive, Submit + Device + Interrupt + Woken + Return },
        { StrategyKind.PinRegistered, Direction.Transmit, Submit + DeviceRead + Interrupt + Woken + Return },
        { StrategyKind.MmapPrefault, Direction.Receive, Submit + Device + Interrupt + Woken + Return },
        { StrategyKind.MmapPrefault, Direction.Transmit, Submit + DeviceRead + Interrupt + Woken + Return },
        { StrategyKind.MmapFault, Direction.Receive, Submit + Device + Interrupt + Woken + Return },
        { StrategyKind.MmapFault, Direction.Transmit, Submit + DeviceRead + Interrupt + Woken + Return },
        { StrategyKind.ObjectPager, Direction.Receive, Submit + Device + Interrupt + Woken + Return },
        { StrategyKind.ObjectPager, Direction.Transmit, Submit + DeviceRead + Interrupt + Woken + Return },

        // No system call and no interrupt; the poll notices 50 after the arrival.
        { StrategyKind.MmapRing, Direction.Receive, 100 + Device + 50 },
        { StrategyKind.MmapRing, Direction.Transmit, 100 + DeviceRead + 50 },
        { StrategyKind.BounceProcess, Direction.Receive, Submit + Slots + Device + Interrupt + Woken + 1_000 + Slots + Return },

        // As with copy; at the end the driver is switched to, and gives the slots back.
        {
            StrategyKind.BounceProcess,
            Direction.Transmit,
            1_000 + Submit + Slots + 500 + Return + DeviceRead + Interrupt + 1_000 + Slots
        },

        // The interrupt thread is woken and switched to, copies, gives the slots back and wakes the process.
        {
            StrategyKind.BounceIthread, Direction.Receive,
            Submit + 210 + Slots + Device + Interrupt + Woken + 1_000 + Slots + Woken + 20 + Return
        },

        // Sending, the interrupt thread is woken at the start as well: 200 and its switch of 1,000 before its copy.
        {
            StrategyKind.BounceIthread, Direction.Transmit,
            Submit + 210 + Woken + 500 + Slots + DeviceRead + Interrupt + Woken + Slots + Woken + 20 + Return
        },

        // Sending: pin 150 + 60 and protect 30, the lock 10, the page here 20; at the end unpin 20, restore 30, lock 10 and
        // flush 20.
        {
            StrategyKind.CowZeroCopy, Direction.Transmit,
            Submit + 150 + (60 + 30 + 10 + 20) + DeviceRead + Interrupt + Woken + (20 + 30 + 10 + 20) + Return
        },

        // Receiving: a fresh page, 0, takes the place of the old one: 40 + 30, the lock 10, its flush 20.
        {
            StrategyKind.CowZeroCopy, Direction.Receive,
            Submit + Device + Interrupt + Woken + (40 + 30 + 10 + 20) + Return
        },

        // No device, but two processes; PipeTests has the sums.
        { StrategyKind.PageFlip, Direction.Receive, 2_850 },
        { StrategyKind.PageFlip, Direction.Transmit, 2_850 },
    };

    [Theory]
    [MemberData(nameof(Lives))]
    public void A_transfer_takes_the_sum_of_its_parts(StrategyKind strategy, Direction direction, double nanoseconds) =>
        Latency(Scenario(strategy, direction)).ShouldBe(nanoseconds);

    // Woken: two halves of a system call, an interrupt, a wake-up, a switch. Coalesced: the interrupt waits 20,000 more.
    [Theory]
    [InlineData(Notification.Polled, 100 + 2_400 + 50)]
    [InlineData(Notification.Woken, 150 + 2_400 + 1_150 + 1_200 + 50)]
    [InlineData(Notification.Coalesced, 150 + 2_400 + 20_000 + 1_150 + 1_200 + 50)]
    public void A_ring_tells_of_its_news_in_three_ways(Notification notification, double nanoseconds)
    {
        var options = new StrategyOptions { Notification = notification };

        Latency(Scenario(StrategyKind.MmapRing, Direction.Receive) with { Options = options }).ShouldBe(nanoseconds);
    }

    // A pass over the page: summed in the copy, 800 cold where there is none, 400 after a copy that is read in full.
    [Theory]
    [InlineData(StrategyKind.Copy, Touch.Checksum, 0)]
    [InlineData(StrategyKind.Copy, Touch.Read, 400)]
    [InlineData(StrategyKind.BounceProcess, Touch.Checksum, 0)]
    [InlineData(StrategyKind.PinPerIo, Touch.Checksum, 800)]
    [InlineData(StrategyKind.MmapPrefault, Touch.Read, 800)]
    [InlineData(StrategyKind.MmapRing, Touch.Checksum, 800)]
    public void Touching_the_data_costs_a_pass_unless_a_copy_made_it(StrategyKind strategy, Touch touch, double nanoseconds)
    {
        var untouched = Scenario(strategy, Direction.Receive);
        var touched = untouched with { Workload = untouched.Workload with { Touch = touch } };

        (Latency(touched) - Latency(untouched)).ShouldBe(nanoseconds);
    }

    // A buffer that lives for one transfer: munmap 1,500 + 40 + 20 + 10 for the lock, mmap 2,000 + 10, and what its fresh
    // page costs: a fault of 600 + 250 + 10 in the copy, 200 + 250 + 10 in the pin, 600 + 10 for a driver's page, an entry of 30
    // in mmap; an object of its own has its page zeroed when it is made.
    [Theory]
    [InlineData(StrategyKind.Copy, 860)]
    [InlineData(StrategyKind.PinPerIo, 460)]
    [InlineData(StrategyKind.MmapFault, 610)]
    [InlineData(StrategyKind.MmapPrefault, 30)]
    [InlineData(StrategyKind.ObjectPager, 610 + 250)]
    public void A_fresh_buffer_costs_its_mapping_and_its_faults(StrategyKind strategy, double pageCost)
    {
        var lasting = Scenario(strategy, Direction.Receive);
        var fresh = lasting with { Workload = lasting.Workload with { Reuse = 1 } };

        (Latency(fresh) - Latency(lasting)).ShouldBe(1_570 + 2_010 + pageCost);
    }

    // Deregistering 4,000 + 20, registering 5,000 + 70 and pinning an absent page 10 + 150 + 60 + 450, beside mmap and munmap.
    [Fact]
    public void A_fresh_buffer_has_to_be_registered_anew()
    {
        var lasting = Scenario(StrategyKind.PinRegistered, Direction.Receive);
        var fresh = lasting with { Workload = lasting.Workload with { Reuse = 1 } };

        (Latency(fresh) - Latency(lasting)).ShouldBe(1_570 + 2_010 + 4_020 + 5_070 + 670);
    }

    // Receive by copy: mapping 10 + 200 + 30 and a missing translation of 300 before (its walk hides behind the link's 400);
    // 10 + 100 + 20 after, then 1,000 and 50 to notice.
    [Fact]
    public void A_strict_iommu_adds_its_map_unmap_and_invalidation()
    {
        var off = Scenario(StrategyKind.Copy, Direction.Receive);
        var strict = off with { Platform = off.Platform with { Iommu = off.Platform.Iommu with { Mode = IommuMode.Strict } } };

        (Latency(strict) - Latency(off)).ShouldBe(240 + 300 + 130 + 1_050);
    }

    // Fresh pages cost 190 each; the driver's own cost nothing, and stay mapped for the device.
    [Fact]
    public void Recycled_kernel_pages_need_no_allocation_and_no_iommu_call()
    {
        var copy = Scenario(StrategyKind.Copy, Direction.Receive);
        var fresh = copy with
        {
            Platform = copy.Platform with
            {
                Memory = copy.Platform.Memory with { PageAllocation = RoundPlatform.Ns(190) },
                Iommu = copy.Platform.Iommu with { Mode = IommuMode.Strict },
            },
        };
        var recycled = fresh with { Options = new StrategyOptions { KernelBuffer = KernelBufferSource.Recycled } };

        Latency(recycled).ShouldBe(Latency(copy));
        (Latency(fresh) - Latency(recycled)).ShouldBe(190 + 240 + 300 + 130 + 1_050);
    }

    // A page through a pool of one slot of 2 KiB goes in two rounds. Beside the first round's life, the second has slots,
    // descriptor, device (its link time is half: 200), interrupt, wake-up, half a copy and slots; each round's page is half.
    [Fact]
    public void A_transfer_larger_than_the_pool_goes_in_rounds()
    {
        var whole = Scenario(StrategyKind.BounceProcess, Direction.Receive);
        var bounce = whole.Platform.Bounce with { Pool = ByteCount.Kibibytes(2) };
        var rounds = whole with { Platform = whole.Platform with { Bounce = bounce } };

        (Latency(rounds) - Latency(whole)).ShouldBe(Slots + 100 + 2_000 + Interrupt + Woken + Slots);
    }

    // One slot for temporary mappings: 120 for the page, its flush here (20), and on the other core 100 + 400 + 220, which is
    // noticed 50 later.
    [Fact]
    public void A_physical_copy_through_temporary_mappings_pays_for_them_and_their_shootdown()
    {
        var direct = Scenario(StrategyKind.BounceIthread, Direction.Receive);
        var remapped = direct with
        {
            Platform = direct.Platform with
            {
                Bounce = direct.Platform.Bounce with { TemporaryMapping = TemporaryMappingKind.Remapped, TemporarySlots = 1 },
            },
        };

        (Latency(remapped) - Latency(direct)).ShouldBe(120 + 20 + 720 + 50);
    }

    // One page, and three transfers that want it: with its lock, one at a time, each holds it for the device's time and more.
    [Theory]
    [InlineData(PinScheme.RefcountDirty, false)]
    [InlineData(PinScheme.PageLockRw, false)]
    [InlineData(PinScheme.PageLock, true)]
    public void Sending_one_page_to_many_is_one_at_a_time_under_its_lock(PinScheme scheme, bool serial)
    {
        var one = Scenario(StrategyKind.PinPerIo, Direction.Transmit);
        var many = one with
        {
            Options = new StrategyOptions { Scheme = scheme },
            Workload = one.Workload with { Depth = 3, Shared = true },
            Run = new RunPlan { WarmUp = 6, Transfers = 60 },
        };

        var result = ScenarioRun.Run(many, replication: 0);
        var waits = result.Metrics.Single(metric => metric.Name == "page_lock_waits").Value;
        (waits > 0.5).ShouldBe(serial);
        var rate = result.Metrics.Single(metric => metric is { Name: "throughput", Unit: "transfers_per_s" }).Value;
        (rate < 1e9 / (DeviceRead + Interrupt)).ShouldBe(serial);
    }
}
