using DmaModel.Strategies.Ipath;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>Who gets programmed-I/O buffers, and when.</summary>
public sealed class PioBuffersTests
{
    private readonly Simulation _simulation = new(randomSeed: 0);

    [Fact]
    public void Who_finds_too_few_buffers_waits_in_turn()
    {
        var buffers = new PioBuffers(_simulation, count: 4);
        buffers.Take(3).ShouldBeNull();
        var large = buffers.Take(2).ShouldNotBeNull();
        var small = buffers.Take(1).ShouldNotBeNull();

        buffers.Give(1);
        (large.IsTriggered, small.IsTriggered).ShouldBe((true, false));

        buffers.Give(2);
        small.IsTriggered.ShouldBeTrue();
        buffers.Take(1).ShouldBeNull();
    }
}
