using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.VirtualMemory;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>Drivers' buffers in memory of which the kernel holds frames all over.</summary>
public sealed class FragmentationTests
{
    // Of sixteen frames number 0 is the page of zeros; every fourth of the others, as they come, is held: 4, 8, 12.
    [Fact]
    public void Frames_that_are_held_all_over_leave_only_short_runs()
    {
        var memory = new PhysicalMemory(16, 16, new MemoryRules());
        var count = 0;
        memory.Fragment(0.25, () => ++count % 4 == 0 ? 0 : 1);

        memory.Frames.Free.ShouldBe(12);
        memory.Frames.TryTakeTogether(4).ShouldBeNegative();
        memory.Frames.TryTakeTogether(3).ShouldBe(1);
        memory.Frames.TryTakeTogether(3).ShouldBe(5);
    }

    // Half of the frames: a run of 256 is not to be had, a single page always is.
    [Theory]
    [InlineData(4, 0.5, 0)]
    [InlineData(1024, 0.5, 1)]
    [InlineData(1024, 0, double.NaN)]
    public void A_large_buffer_is_not_contiguous_in_fragmented_memory(int kibibytes, double fragmentation, double failed) =>
        Metric(Mapped(kibibytes, fragmentation, BufferLayout.Contiguous), "failed_contiguous_allocations_per_buffer")
            .ShouldBe(failed);

    // What could not be had together is mapped by a call for each page, 10 each, and has a descriptor for each, 10.
    [Fact]
    public void A_buffer_that_is_not_contiguous_costs_what_a_scattered_one_does()
    {
        var whole = Latency(Mapped(1024, 0, BufferLayout.Contiguous));
        var broken = Latency(Mapped(1024, 0.5, BufferLayout.Contiguous));
        var scattered = Latency(Mapped(1024, 0, BufferLayout.Scattered));

        broken.ShouldBe(scattered);
        Metric(Mapped(1024, 0.5, BufferLayout.Contiguous), "cpu_map_ns_per_transfer").ShouldBe(
            Metric(Mapped(1024, 0, BufferLayout.Contiguous), "cpu_map_ns_per_transfer") + (256 * 10), tolerance: 1);
        broken.ShouldBeGreaterThan(whole);
    }

    [Fact]
    public void Only_a_share_of_memory_can_be_held() =>
        ScenarioRules.Broken(Mapped(4, 0.95, BufferLayout.Contiguous)).Single().Path.ShouldBe("background.fragmentation");

    private static Scenario Mapped(int kibibytes, double fragmentation, BufferLayout layout)
    {
        var scenario = Scenario(StrategyKind.MmapPrefault, Direction.Receive);
        return scenario with
        {
            Options = new StrategyOptions { Layout = layout },
            Platform = scenario.Platform with
            {
                Memory = scenario.Platform.Memory with { Capacity = ByteCount.Mebibytes(16) },
            },
            Workload = scenario.Workload with { Size = new FixedSize(ByteCount.Kibibytes(kibibytes)), Reuse = 1 },
            Background = new BackgroundSpec { Fragmentation = fragmentation },
        };
    }
}
