using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models.Hardware;

/// <summary>Streams on a bus of 100 bytes per nanosecond; a context switch costs nothing here.</summary>
public sealed class MemoryBusTests
{
    private readonly Bench _bench = new(Free(RoundPlatform.Create() with { Cpus = 4 }));

    // Alone, a stream gets the 60 bytes/ns that it asks for.
    [Fact]
    public void A_stream_that_fits_runs_at_full_speed()
    {
        Stream(0, at: 0, fullSpeed: 1_000, traffic: 60);

        Run("1000: stream 0");
    }

    // Two ask for 80 each and get 50: 5/8 of their speed, so that 1,000 take 1,600.
    [Fact]
    public void Two_equal_streams_share_equally()
    {
        Stream(0, at: 0, fullSpeed: 1_000, traffic: 80);
        Stream(1, at: 0, fullSpeed: 1_000, traffic: 80);

        Run("1600: stream 0", "1600: stream 1");
    }

    // The small one asks for 20 and gets it. The large ones share the other 80: 40 of the 80 that each asks for.
    [Fact]
    public void A_small_stream_gets_all_it_asks_for()
    {
        Stream(0, at: 0, fullSpeed: 1_000, traffic: 20);
        Stream(1, at: 0, fullSpeed: 1_000, traffic: 80);
        Stream(2, at: 0, fullSpeed: 1_000, traffic: 80);

        // Until 1,000 the large ones do 500; then each gets 50 of 80, and 500 more take 800.
        Run("1000: stream 0", "1800: stream 1", "1800: stream 2");
    }

    // The second comes at 500, when half of the first is done. From then on each runs at 5/8: the first's 500 take 800, in
    // which the second does 500; the second's last 500 run at full speed.
    [Fact]
    public void A_share_changes_when_streams_come_and_go()
    {
        Stream(0, at: 0, fullSpeed: 1_000, traffic: 80);
        Stream(1, at: 500, fullSpeed: 1_000, traffic: 80);

        Run("1300: stream 0", "1800: stream 1");
    }

    // Two at 5/8 until the second's 800 are done at 1,280; the first has 200 left and runs alone until 1,470, when 10 are left:
    // at 5/8 they take 16.
    [Fact]
    public void An_end_that_moves_away_comes_nearer_and_moves_away_again_is_met()
    {
        Stream(0, at: 0, fullSpeed: 1_000, traffic: 80);
        Stream(1, at: 0, fullSpeed: 800, traffic: 80);
        Stream(2, at: 1_470, fullSpeed: 500, traffic: 80);

        Run("1280: stream 1", "1486: stream 0", "1976: stream 2");
    }

    // 60 of 100 are taken by others for ever. The stream gets its fair part of 50, not only what they leave: 50 of 80.
    [Fact]
    public void Traffic_in_the_background_is_one_more_stream()
    {
        _bench.Machine.Bus.AddBackground(Bandwidth.GigabytesPerSecond(60));
        Stream(0, at: 0, fullSpeed: 1_000, traffic: 80);

        Run("1600: stream 0");
    }

    // 1,000 ns at 100 bytes/ns in all: the bus is full for 1,600 ns.
    [Fact]
    public void What_is_carried_is_the_capacity_while_the_bus_is_full()
    {
        Stream(0, at: 0, fullSpeed: 1_000, traffic: 80);
        Stream(1, at: 0, fullSpeed: 1_000, traffic: 80);

        Run("1600: stream 0", "1600: stream 1");
        _bench.Machine.Bus.Carried.ShouldBe(160_000, tolerance: 1);
    }

    private static Platform Free(Platform platform) => platform with
    {
        Cpu = platform.Cpu with { ContextSwitch = RoundPlatform.Ns(0) },
    };

    private void Stream(int core, double at, double fullSpeed, double traffic)
    {
        var pass = new MemoryPass(Nanoseconds(fullSpeed), Bandwidth.GigabytesPerSecond(traffic));
        var task = _bench.Task($"stream {core}");
        _bench.At(at, () => _bench.Note(
            _bench.Machine.Cores[core].Stream(task, CpuCause.Copy, pass, _bench.Machine.Bus), task.Name));
    }

    private void Run(params string[] expected)
    {
        _bench.Simulation.Run();
        _bench.Log.ShouldBe(expected, ignoreOrder: true);
    }
}
