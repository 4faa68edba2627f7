using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.Strategies.Objects;
using DmaModel.Tests.Models.Strategies;
using DmaModel.Units;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.VirtualMemory;

/// <summary>Pages of 4 KiB with a structure of 64 B, in sections of 16 MiB with a record of 8 B: 262,152 B a section.</summary>
public sealed class SparseMemoryTests
{
    private const long Section = (4_096 * 64) + 8;

    private readonly MemoryCosts _costs = RoundPlatform.Create().Memory;

    [Fact]
    public void A_section_that_is_used_in_full_costs_a_structure_a_page()
    {
        var memory = new SparseMemory(_costs);
        memory.Map(0, ByteCount.Mebibytes(16));

        memory.StructureBytes.ShouldBe(Section);
        memory.BytesPerByte.ShouldBe(Section / (16.0 * 1_048_576));
    }

    [Fact]
    public void A_range_costs_every_section_that_it_touches()
    {
        var memory = new SparseMemory(_costs);
        memory.Map(ByteCount.Mebibytes(16).Bytes - 4_096, ByteCount.Kibibytes(8));
        memory.Map(ByteCount.Mebibytes(20).Bytes, ByteCount.Kibibytes(4));

        memory.StructureBytes.ShouldBe(2 * Section);
        memory.BytesPerByte.ShouldBe(2 * Section / 12_288.0);
    }

    // Eight windows of 4 KiB: in one section, or each in its own, or entered as numbers of frames.
    [Theory]
    [InlineData(0, WindowPages.PageStructures, 1)]
    [InlineData(512, WindowPages.PageStructures, 1)]
    [InlineData(16_384, WindowPages.PageStructures, 8)]
    [InlineData(16_384, WindowPages.FrameNumbers, 0)]
    public void Windows_that_are_far_apart_need_a_section_each(long kibibytesApart, WindowPages pages, int sections)
    {
        var scenario = OneTransfer.Scenario(StrategyKind.SpuSwitch, Direction.Receive) with
        {
            Options = new StrategyOptions { WindowSpacing = ByteCount.Kibibytes(kibibytesApart), WindowPages = pages },
        };

        OneTransfer.Metric(scenario, "page_structures_bytes_per_byte").ShouldBe(sections * Section / (8 * 4_096.0));
    }
}
