using DmaModel.Strategies;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>Threads that copy for several transfers.</summary>
public sealed class CopyTurnsTests
{
    private readonly Bench _bench = new();

    // The second copy of 'a' begins when the first has ended, the third after it; 'b' waits for nobody.
    [Fact]
    public void A_thread_is_at_one_copy_at_a_time()
    {
        var turns = new CopyTurns(_bench.Simulation);
        var (a, b) = (_bench.Task("a"), _bench.Task("b"));
        turns.Begin(a).ShouldBeNull();
        _bench.Note(turns.Begin(a).ShouldNotBeNull(), "second");
        _bench.Note(turns.Begin(a).ShouldNotBeNull(), "third");
        turns.Begin(b).ShouldBeNull();
        _bench.At(1_000, () => turns.End(a));
        _bench.At(2_000, () => turns.End(a));
        _bench.At(3_000, () => turns.End(a));

        _bench.Simulation.Run();
        _bench.Log.ShouldBe(["1000: second", "2000: third"]);
        turns.Begin(a).ShouldBeNull();
    }
}
