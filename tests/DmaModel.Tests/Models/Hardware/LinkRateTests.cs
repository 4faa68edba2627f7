using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Tests.Models.Hardware;

/// <summary>The closed form of PCIe's rates, against the figures that pcie-bench/pcie-model gives.</summary>
public sealed class LinkRateTests
{
    // Gen3 x8, MPS 256: usable 57.88 Gb/s; the model's columns of Neugebauer et al., SIGCOMM 2018, figure 1's inputs.
    [Theory]
    [InlineData(16, 23.2, 25.7)]
    [InlineData(64, 42.1, 44.1)]
    [InlineData(128, 48.8, 50.1)]
    [InlineData(256, 52.9, 53.7)]
    [InlineData(512, 52.9, 53.7)]
    [InlineData(1024, 52.9, 53.7)]
    [InlineData(2048, 52.9, 53.7)]
    public void Rates_by_size_are_those_of_the_closed_form(int size, double write, double read)
    {
        var link = Gen3x8();
        var payload = new ByteCount(size);
        var usable = LinkRate.Usable(link).BytesPerSecond * 8 / 1e9;

        (usable * size / LinkRate.WriteWireBytes(link, payload).Bytes).ShouldBe(write, tolerance: 0.06);
        (usable * size / LinkRate.ReadWireBytes(link, payload).Bytes).ShouldBe(read, tolerance: 0.06);
    }

    // 256 bytes go in one packet of 280; one byte more needs a second header: 257 + 48 = 305.
    [Theory]
    [InlineData(1, 25)]
    [InlineData(256, 280)]
    [InlineData(257, 305)]
    [InlineData(512, 560)]
    [InlineData(4096, 4480)]
    public void A_write_pays_a_header_for_each_started_payload(int size, int wire) =>
        LinkRate.WriteWireBytes(Gen3x8(), new ByteCount(size)).ShouldBe(new ByteCount(wire));

    // 4,096 bytes come back in 16 completions: 4,096 + 16 x 20; the requests of 512 bytes are 8 of 24.
    [Fact]
    public void A_read_pays_for_completions_one_way_and_requests_the_other()
    {
        var link = Gen3x8() with { MaxReadRequest = new ByteCount(512) };

        LinkRate.ReadWireBytes(link, RoundPlatform.Page).ShouldBe(new ByteCount(4_416));
        LinkRate.RequestWireBytes(link, RoundPlatform.Page).ShouldBe(new ByteCount(192));
    }

    // 8b/10b up to generation 2, 128b/130b from 3 on; usable is raw less acknowledgements, flow control and skips.
    [Theory]
    [InlineData(1, 8, 16.0)]
    [InlineData(2, 8, 32.0)]
    [InlineData(3, 8, 63.015)]
    [InlineData(3, 16, 126.031)]
    [InlineData(4, 16, 252.062)]
    [InlineData(5, 16, 504.123)]
    public void The_raw_rate_follows_generation_lanes_and_line_code(int generation, int lanes, double gigabitsPerSecond) =>
        (LinkRate.Raw(Gen3x8() with { Generation = generation, Lanes = lanes }).BytesPerSecond * 8 / 1e9)
            .ShouldBe(gigabitsPerSecond, tolerance: 0.001);

    // 63.0154 x (1 - 16/203 - 4/1538) = 57.885 Gb/s.
    [Fact]
    public void The_usable_rate_of_gen3_x8_is_57_88_gigabits()
    {
        var expected = 8.0 * 128 / 130 * 8 * (1 - (8.0 / 203) - (8.0 / 203) - (4.0 / 1538));

        (LinkRate.Usable(Gen3x8()).BytesPerSecond * 8 / 1e9).ShouldBe(expected, tolerance: 1e-9);
        expected.ShouldBe(57.88, tolerance: 0.01);
    }

    // A shared bus of 132 MB/s with 16 clocks of 30 ns for each burst of 64: 4,096 bytes need 64 set-ups of 480 ns.
    [Fact]
    public void A_shared_bus_pays_a_set_up_for_each_burst()
    {
        var bus = new PciBus
        {
            Peak = RoundPlatform.Rate(132),
            BurstSetup = RoundPlatform.Ns(480),
            BurstSize = RoundPlatform.Cost(new ByteCount(64)),
        };

        var expected = (RoundPlatform.Page.Bytes / 0.132) + (64 * 480);
        LinkRate.PciTime(bus, RoundPlatform.Page).TotalNanoseconds.ShouldBe(expected, tolerance: 0.001);
    }

    private static PcieLink Gen3x8() => new()
    {
        Generation = 3,
        Lanes = 8,
        MaxPayload = new ByteCount(256),
        MaxReadRequest = RoundPlatform.Page,
        WriteHeader = RoundPlatform.Cost(new ByteCount(24)),
        ReadHeader = RoundPlatform.Cost(new ByteCount(24)),
        CompletionHeader = RoundPlatform.Cost(new ByteCount(20)),
        AcknowledgeInterval = RoundPlatform.Cost(new ByteCount(203)),
    };
}
