using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Platforms;
using DmaModel.Units;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models.Hardware;

/// <summary>
/// A doorbell takes 250 ns to the device, its fetch of descriptors 500, its own latency 1,000; a page keeps the link for
/// 400; its last byte takes 250 to arrive.
/// </summary>
public sealed class DmaEngineTests
{
    private Bench _bench = new();

    // 250 + 500 + 1,000 + 400 + 250.
    [Fact]
    public void A_write_to_memory_is_the_sum_of_its_parts()
    {
        Start("page", DmaDirection.ToMemory);

        Run("2400: page");
    }

    // As above, and 500 until the first data that the device reads have come.
    [Fact]
    public void A_read_from_memory_waits_for_its_first_data()
    {
        Start("page", DmaDirection.FromMemory);

        Run("2900: page");
    }

    // Their latencies overlap, and the link takes one after the other.
    [Fact]
    public void Operations_share_the_link_in_the_order_in_which_they_are_ready()
    {
        Start("first", DmaDirection.ToMemory);
        Start("second", DmaDirection.ToMemory);
        Start("third", DmaDirection.ToMemory);

        Run("2400: first", "2800: second", "3200: third");
        _bench.Machine.Dma.LinkBusy.ShouldBe(Nanoseconds(1_200));
        _bench.Machine.Dma.BytesMoved.ShouldBe(3 * 4096);
    }

    // With one channel the second starts when the first's data have moved, at 2,150: 2,150 + 2,400.
    [Fact]
    public void A_channel_serves_one_operation_at_a_time()
    {
        With(dma => dma with { Channels = 1 });
        Start("first", DmaDirection.ToMemory);
        Start("second", DmaDirection.ToMemory);

        Run("2400: first", "4550: second");
    }

    // The ring holds four descriptors; the second operation's three fit when the first's two have left it at 2,150.
    [Fact]
    public void An_operation_waits_until_its_descriptors_fit_into_the_ring()
    {
        With(dma => dma with { RingEntries = 4 });
        Start("first", DmaDirection.ToMemory, segments: 2);
        Start("second", DmaDirection.ToMemory, segments: 3);

        Run("2400: first", "4550: second");
    }

    // An operation of more descriptors than the ring has goes when the ring is empty, and is not stuck for ever.
    [Fact]
    public void An_operation_larger_than_the_ring_takes_all_of_it()
    {
        With(dma => dma with { RingEntries = 4 });
        Start("large", DmaDirection.ToMemory, segments: 9);
        Start("small", DmaDirection.ToMemory);

        Run("2400: large", "4550: small");
    }

    // A packet link has a lane pair for each direction: a write and a read do not wait for each other.
    [Fact]
    public void Directions_of_a_packet_link_are_independent()
    {
        var pcie = new PcieLink
        {
            Generation = 3,
            Lanes = 8,
            MaxPayload = RoundPlatform.Page,
            MaxReadRequest = RoundPlatform.Page,
            WriteHeader = RoundPlatform.Cost(ByteCount.Zero),
            ReadHeader = RoundPlatform.Cost(ByteCount.Zero),
            CompletionHeader = RoundPlatform.Cost(ByteCount.Zero),
            AcknowledgeInterval = RoundPlatform.Cost(new ByteCount(203)),
        };
        var platform = RoundPlatform.Create();
        _bench = new Bench(platform with { Link = platform.Link with { Kind = LinkKind.Pcie, Pcie = pcie } });
        var move = LinkRate.Usable(pcie).TimeFor(RoundPlatform.Page).TotalNanoseconds;
        Start("write", DmaDirection.ToMemory);
        Start("read", DmaDirection.FromMemory);

        Run(
            FormattableString.Invariant($"{2_000 + move:0.###}: write"),
            FormattableString.Invariant($"{2_500 + move:0.###}: read"));
    }

    // The first of ten missing translations is waited for, 300; then five are walked at once, 600 in all, in which the link's
    // 400 are hidden: 250 + 500 + 1,000 + 300 + 600 + 250.
    [Fact]
    public void Missing_translations_hold_the_link_up()
    {
        Start("page", DmaDirection.ToMemory, misses: 10);

        Run("2900: page");
    }

    // The medium gives a page in 1,024 ns, the link in 400: the slower decides.
    [Fact]
    public void A_slow_medium_limits_the_rate()
    {
        With(dma => dma with { Medium = RoundPlatform.PagePer(1_024) });
        Start("page", DmaDirection.ToMemory);

        Run("3024: page");
    }

    // A page asks for 4,096 bytes in 400 ns = 10.24 bytes/ns; the bus gives 5.12: 800 instead of 400.
    [Fact]
    public void A_full_memory_bus_slows_the_device_down()
    {
        var platform = RoundPlatform.Create();
        _bench = new Bench(platform with { Memory = platform.Memory with { Bandwidth = RoundPlatform.Rate(5_120) } });
        Start("page", DmaDirection.ToMemory);

        Run("2800: page");
    }

    // The cache has room for one page: the second goes to memory.
    [Fact]
    public void Data_go_to_the_devices_part_of_the_cache_while_there_is_room()
    {
        var platform = RoundPlatform.Create();
        var onePage = RoundPlatform.Cost(RoundPlatform.Page);
        _bench = new Bench(platform with { Memory = platform.Memory with { DeviceCache = onePage } });
        var first = Start("first", DmaDirection.ToMemory);
        var second = Start("second", DmaDirection.ToMemory);

        Run("2400: first", "2800: second");
        first.InCache.ShouldBeTrue();
        second.InCache.ShouldBeFalse();
    }

    // The data are there at 2,400; delivery 150, handler 700, the driver's completion 300, the wake-up 200.
    [Fact]
    public void An_interrupt_is_delivered_and_handled_before_the_waiter_goes_on()
    {
        Start("page", DmaDirection.ToMemory, signal: CompletionSignal.Interrupt, waiter: _bench.Context(0, "waiter"));

        Run("3750: page");
        var times = _bench.Machine.Cores[0].Settle();
        times[CpuCause.Interrupt].ShouldBe(Nanoseconds(700));
        times[CpuCause.Driver].ShouldBe(Nanoseconds(300));
        times[CpuCause.Switch].ShouldBe(Nanoseconds(200));
    }

    // The fourth completion, at 3,600, raises the interrupt for all: 150 + 700 + 4 x 300.
    [Fact]
    public void A_coalesced_interrupt_is_raised_by_its_count()
    {
        for (var i = 0; i < 4; i++)
            Start($"page {i}", DmaDirection.ToMemory, signal: CompletionSignal.CoalescedInterrupt);

        Run("5650: page 0", "5650: page 1", "5650: page 2", "5650: page 3");
        _bench.Machine.Interrupts.Raised.ShouldBe(1);
    }

    // The first of two waits 20,000 from 2,400 on: 22,400 + 150 + 700 + 2 x 300.
    [Fact]
    public void A_coalesced_interrupt_is_raised_by_its_time()
    {
        Start("first", DmaDirection.ToMemory, signal: CompletionSignal.CoalescedInterrupt);
        Start("second", DmaDirection.ToMemory, signal: CompletionSignal.CoalescedInterrupt);

        Run("23850: first", "23850: second");
    }

    // The first one's handler runs from 2,550 to 3,550. The second completion comes at 2,800: the handler finds it on its way
    // out, and takes it without a new entry, for 300 more.
    [Fact]
    public void A_handler_takes_what_has_arrived_meanwhile_without_another_entry()
    {
        Start("first", DmaDirection.ToMemory, signal: CompletionSignal.Interrupt);
        Start("second", DmaDirection.ToMemory, signal: CompletionSignal.Interrupt);

        Run("3550: first", "3850: second");
        _bench.Machine.Interrupts.Raised.ShouldBe(1);
        _bench.Machine.Cores[0].Settle()[CpuCause.Interrupt].ShouldBe(Nanoseconds(700));
    }

    // Device: up to 1,750. Link: up to 2,400, the arrival included. Interrupt: up to 3,550, as nobody sleeps.
    [Fact]
    public void The_stages_of_an_operation_are_booked_without_a_gap()
    {
        var clock = new StageClock();
        Start("page", DmaDirection.ToMemory, signal: CompletionSignal.Interrupt, clock: clock);

        Run("3550: page");
        clock[Stage.Device].ShouldBe(Nanoseconds(1_750));
        clock[Stage.Link].ShouldBe(Nanoseconds(650));
        clock[Stage.Notify].ShouldBe(Nanoseconds(1_150));
        clock.Total.ShouldBe(Nanoseconds(3_550));
    }

    // Packets that come in need no channel, and free none: the adapter 110, the link 400 and 6.25 for each header, arrival 250.
    // The second of the others waits for the one channel until 2,150.
    [Fact]
    public void Packets_take_no_channel()
    {
        With(dma => dma with { Channels = 1 });
        Start("first", DmaDirection.ToMemory);
        Start("second", DmaDirection.ToMemory);
        var packets = _bench.Machine.Dma.Start(new DmaRequest(
            DmaDirection.ToMemory, RoundPlatform.Page, Segments: 0, TranslationMisses: 0, CompletionSignal.MemoryOnly,
            _bench.Machine.Cores[0], Waiter: null, Clock: null)
        {
            Message = new MessagePart(DmaOrigin.Wire, Packets: 2, Departed: null),
        });
        _bench.Note(packets, "packets");

        Run("772.5: packets", "2400: first", "4550: second");
    }

    private void With(Func<DmaCosts, DmaCosts> change)
    {
        var platform = RoundPlatform.Create();
        _bench = new Bench(platform with { Dma = change(platform.Dma) });
    }

    private DmaOperation Start(
        string name, DmaDirection direction, int segments = 1, double misses = 0,
        CompletionSignal signal = CompletionSignal.MemoryOnly, TaskContext? waiter = null, StageClock? clock = null)
    {
        var operation = _bench.Machine.Dma.Start(new DmaRequest(
            direction, RoundPlatform.Page, segments, misses, signal, _bench.Machine.Cores[0], waiter, clock));
        _bench.Note(operation, name);
        return operation;
    }

    private void Run(params string[] expected)
    {
        _bench.Simulation.Run();
        _bench.Log.ShouldBe(expected);
    }
}
