using DmaModel.Strategies;
using DmaModel.Strategies.Ipath;
using DmaModel.Tests.Models.Load;
using DmaModel.Units;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>The life of one message on each path, added up by hand on the machine of round numbers.</summary>
/// <remarks>
/// A page is two packets of 2 KiB. In nanoseconds: library, 70 for the message and 25 a packet; a packet's way through the
/// adapter 110, over the link 200 and its header entry 6.25, arrival 250, noticed 50 later; a store of a packet 80 + 300; a
/// packet's copy 500; the head register 90; from end to end 250 + 110 + 130 + 110 + 250 = 850 for a packet without payload.
/// </remarks>
public sealed class IpathTests
{
    private const double HeaderEntry = 6.25;
    private const double Packet = 200 + HeaderEntry;
    private const double Arrival = 250;
    private const double Notice = 50;
    private const double Library = 70 + 25;
    private const double Store = 80 + 300;

    // The second packet is there long before the first is copied: what counts is the copying, 500 cold for each.
    [Fact]
    public void An_eager_message_is_copied_from_the_ring_while_it_comes() =>
        Latency(Message(Direction.Receive, MessagePath.Eager)).ShouldBe(
            110 + Packet + Arrival + Notice + Library + 500 + Notice + 25 + 500 + 90);

    // Eight packets of which the device brings one in 5,000: the last is copied when it is there, all others before.
    [Fact]
    public void An_eager_message_that_comes_slowly_waits_for_its_last_packet()
    {
        var message = Message(Direction.Receive, MessagePath.Eager);
        message = message with
        {
            Platform = message.Platform with
            {
                Dma = message.Platform.Dma with { Medium = RoundPlatform.PagePer(10_000) },
            },
            Workload = message.Workload with { Size = new FixedSize(RoundPlatform.Page * 4) },
        };

        Latency(message).ShouldBe(110 + 8 * 5_000 + Arrival + Notice + 25 + 500 + 90);
    }

    // Announced, 110 + 250 and noticed; a system call that pins, 150 + 60, and writes a table entry, 45; the answer, a packet,
    // 25 + 80. The other end has it 850 later, notices, and its first packet, 25 + 380, is there after 250 + 110 + 130. All
    // data, then a system call that clears the entry and lets the page go, 20.
    [Fact]
    public void An_expected_message_is_announced_pinned_and_asked_for() =>
        Latency(Message(Direction.Receive, MessagePath.Expected)).ShouldBe(
            110 + Arrival + Notice + Library + 50 + 150 + 60 + 45 + 50 + 25 + 80
            + 850 + Notice + 25 + Store + 250 + 110 + 130
            + 110 + 2 * Packet + Arrival + Notice + 25 + 90
            + 50 + 45 + 20 + 50);

    [Fact]
    public void A_registered_buffer_needs_no_call_for_a_message()
    {
        var each = Message(Direction.Receive, MessagePath.Expected);
        var registered = each with { Options = each.Options with { MessagePin = MessagePin.Registered } };

        (Latency(each) - Latency(registered)).ShouldBe(100 + 150 + 60 + 45 + 100 + 45 + 20);
    }

    // Fresh buffers: munmap and mmap as for any; deregistering 100 + 45 + 20, registering 100 + 45 + (10 + 150 + 60 + 450).
    [Fact]
    public void A_buffer_is_registered_with_its_first_message()
    {
        var lasting = Message(Direction.Receive, MessagePath.Expected, MessagePin.Registered);
        var fresh = lasting with { Workload = lasting.Workload with { Reuse = 1 } };

        (Latency(fresh) - Latency(lasting)).ShouldBe(1_570 + 2_010 + 165 + 145 + 670);
    }

    // The device has the last packet 250 + 110 after it was stored, and sends it at 1,000 GB/s.
    [Fact]
    public void A_message_is_stored_to_the_device_packet_by_packet() =>
        Latency(Message(Direction.Transmit, MessagePath.Eager)).ShouldBe(
            Library + Store + 25 + Store + 250 + 110 + 2.048 + Arrival);

    // Eight packets and two of four buffers, at 5,000 a packet on the wire: the eighth is stored when six have left.
    [Fact]
    public void A_long_message_is_stored_no_faster_than_buffers_get_free()
    {
        var message = Message(Direction.Transmit, MessagePath.Eager);
        message = message with
        {
            Platform = message.Platform with { Dma = message.Platform.Dma with { Medium = RoundPlatform.PagePer(10_000) } },
            Workload = message.Workload with { Size = new FixedSize(RoundPlatform.Page * 4) },
        };

        Latency(message).ShouldBe(Library + Store + 250 + 110 + 8 * 5_000 + Arrival);
        Metric(message, "cpu_copy_ns_per_transfer").ShouldBe(8 * Store);
    }

    // In the kernel: 50, pin 210, entry 45, descriptor and doorbell 100, back 50 while the device fetches: there 250 + 500,
    // the adapter 110, the first data 500, the link 400. Then the call that lets go.
    [Fact]
    public void The_device_fetches_a_message_by_itself() =>
        Latency(Message(Direction.Transmit, MessagePath.Eager, SendPath.Dma)).ShouldBe(
            70 + 50 + 150 + 60 + 45 + 100 + 750 + 110 + 500 + 400 + Arrival + Notice + 50 + 45 + 20 + 50);

    [Fact]
    public void The_device_fetches_a_registered_message_without_a_call() =>
        Latency(Message(Direction.Transmit, MessagePath.Eager, SendPath.Dma, MessagePin.Registered)).ShouldBe(
            70 + 100 + 750 + 110 + 500 + 400 + Arrival + Notice);

    // The sender's first packet leaves 95 + 380 + 360 after the start and reaches the receiver's adapter 130 later; it takes
    // 20.48 to memory, whose bus carries 100 GB/s. The second comes 405 later, while the first is copied.
    [Fact]
    public void A_message_between_two_ends_overlaps_its_sending_and_its_receiving()
    {
        var first = Library + Store + 250 + 110 + 130 + 110 + 20.48;

        Latency(MessageLoadTests.Between(MessagePath.Eager)).ShouldBe(
            first + Arrival + Notice + Library + 500 + Notice + 25 + 500 + 90);
    }

    // Announced by 70 + 25 + 80 of the library's and 850 on the way, the receiver's 95 + 50 + 150 + 60 + 45 + 50 + 105, another
    // 850 and notices of 50 at both ends; then sent, received and noticed, with nothing to copy.
    [Fact]
    public void A_message_that_needs_consent_crosses_three_times()
    {
        var announced = 70 + 25 + 80 + 850 + Notice;
        var cleared = Library + 50 + 150 + 60 + 45 + 50 + 25 + 80 + 850 + Notice;
        var data = Library + Store + 25 + Store + 250 + 110 + 130 + 110 + 20.48 + Arrival + Notice + 25 + 90;

        Latency(MessageLoadTests.Between(MessagePath.Expected)).ShouldBe(announced + cleared + data + 50 + 45 + 20 + 50);
    }

    [Theory]
    [InlineData(16, MessagePath.Eager)]
    [InlineData(17, MessagePath.Expected)]
    public void A_message_takes_the_path_that_its_size_asks_for(int kibibytes, MessagePath path)
    {
        var message = Message(Direction.Receive, MessagePath.Auto);
        message = message with
        {
            Options = message.Options with { EagerLimit = ByteCount.Kibibytes(16) },
            Workload = message.Workload with { Size = new FixedSize(ByteCount.Kibibytes(kibibytes)) },
        };
        var asked = message with { Options = message.Options with { MessagePath = path } };

        Latency(message).ShouldBe(Latency(asked));
    }

    [Theory]
    [InlineData(16, SendPath.Pio)]
    [InlineData(17, SendPath.Dma)]
    public void A_message_is_sent_as_its_size_asks_for(int kibibytes, SendPath path)
    {
        var message = Message(Direction.Transmit, MessagePath.Eager, SendPath.Auto);
        message = message with
        {
            Options = message.Options with { PioLimit = ByteCount.Kibibytes(16) },
            Workload = message.Workload with { Size = new FixedSize(ByteCount.Kibibytes(kibibytes)) },
        };
        var asked = message with { Options = message.Options with { SendPath = path } };

        Latency(message).ShouldBe(Latency(asked));
    }

    [Theory]
    [InlineData(MessagePath.Eager, SendPath.Pio)]
    [InlineData(MessagePath.Expected, SendPath.Dma)]
    public void A_message_of_many_packets_takes_as_many_events_as_one_of_more(MessagePath path, SendPath send)
    {
        var message = MessageLoadTests.Between(path, send);
        var many = message with { Workload = message.Workload with { Size = new FixedSize(ByteCount.Kibibytes(16)) } };
        var more = message with { Workload = message.Workload with { Size = new FixedSize(ByteCount.Mebibytes(1)) } };

        Metric(more, "events_per_transfer").ShouldBeLessThanOrEqualTo(Metric(many, "events_per_transfer") + 6);
        Metric(more, "events_per_transfer").ShouldBeLessThan(45);
    }

    // What the two polls of an exchange take is not work.
    [Fact]
    public void Work_is_the_time_of_the_cpu_less_its_polls()
    {
        var message = MessageLoadTests.Between(MessagePath.Eager);

        var work = Metric(message, "cpu_work_ns_per_transfer");
        work.ShouldBe(Metric(message, "cpu_ns_per_transfer") - Metric(message, "cpu_poll_ns_per_transfer"), tolerance: 1e-6);
        work.ShouldBe(70 + 2 * 25 + 2 * Store + 70 + 2 * 25 + 2 * 500 + 90, tolerance: 1e-6);
    }

    private static Scenario Message(
        Direction direction, MessagePath path, SendPath send = SendPath.Pio, MessagePin pin = MessagePin.PerMessage)
    {
        var scenario = Scenario(StrategyKind.Ipath, direction);
        var linked = scenario.Platform with { Dma = scenario.Platform.Dma with { MaxSegment = ByteCount.Kibibytes(4) } };
        return scenario with
        {
            Platform = linked,
            Options = new StrategyOptions { MessagePath = path, SendPath = send, MessagePin = pin },
            Run = new RunPlan { WarmUp = 80, Transfers = 5 },
        };
    }

    private static Scenario Message(Direction direction, MessagePath path, MessagePin pin) =>
        Message(direction, path, SendPath.Pio, pin);
}
