using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Models;

public sealed class ShuffledSimulationTests
{
    [Fact]
    public void Another_seed_gives_ties_another_order_and_the_same_seed_the_same()
    {
        Order(1).ShouldBe(Order(1));
        Order(1).ShouldNotBe(Order(2));
        Order(1, replication: 1).ShouldNotBe(Order(1));
        Order(1).Order().ShouldBe(Enumerable.Range(0, 50));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Times_and_priorities_keep_their_order(long seed)
    {
        var simulation = new ShuffledSimulation(seed, replication: 0);
        var seen = new List<(long Time, int Priority)>();
        foreach (var time in new[] { 2, 0, 1 })
        {
            foreach (var priority in new[] { 1, -1, 0, 5, -7 })
            {
                for (var copy = 0; copy < 5; copy++)
                {
                    simulation.Timeout(TimeSpan.FromTicks(time), priority)
                        .AddCallback(_ => seen.Add((simulation.Now.Ticks, priority)));
                }
            }
        }

        simulation.Run();

        seen.Count.ShouldBe(75);
        seen.ShouldBe(seen.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_event_comes_after_the_one_that_scheduled_it(long seed)
    {
        var simulation = new ShuffledSimulation(seed, replication: 0);
        var seen = new List<int>();
        foreach (var chain in Enumerable.Range(0, 10))
            simulation.Process(Chain(chain));
        simulation.Run();

        seen.Count.ShouldBe(100);
        foreach (var chain in Enumerable.Range(0, 10))
            seen.Where(step => step / 10 == chain).ShouldBe(Enumerable.Range(chain * 10, 10));
        seen.ShouldNotBe(seen.Order().ToList());

        IEnumerable<Event> Chain(int chain)
        {
            for (var step = 0; step < 10; step++)
            {
                yield return simulation.Timeout(TimeSpan.Zero);
                seen.Add((chain * 10) + step);
            }
        }
    }

    // A stop comes before the events of its time; a shuffled one must not slip in front of it.
    [Fact]
    public void A_run_up_to_a_date_stops_before_the_events_of_that_date()
    {
        var simulation = new ShuffledSimulation(seed: 1, replication: 0);
        var seen = 0;
        for (var copy = 0; copy < 50; copy++)
            simulation.Timeout(TimeSpan.FromTicks(5)).AddCallback(_ => seen++);

        simulation.Run(TimeSpan.FromTicks(5));
        seen.ShouldBe(0);
        simulation.Run();
        seen.ShouldBe(50);
    }

    [Fact]
    public void A_shuffled_run_has_a_fingerprint_of_its_own_that_its_seed_repeats()
    {
        var scenario = new Scenario
        {
            Platform = RoundPlatform.Create(),
            Strategy = StrategyKind.PinPerIo,
            Workload = new WorkloadSpec
            {
                Arrival = ArrivalKind.Closed,
                Size = new FixedSize(ByteCount.Kibibytes(16)),
                Threads = 4,
            },
            Run = new RunPlan { WarmUp = 20, Transfers = 200 },
        };

        var inOrder = ScenarioRun.Run(scenario, 0);
        var shuffled = ScenarioRun.RunShuffled(scenario, 0, seed: 1);

        shuffled.Fingerprint.ShouldNotBe(inOrder.Fingerprint);
        shuffled.Fingerprint.ShouldNotBe(ScenarioRun.RunShuffled(scenario, 0, seed: 2).Fingerprint);
        shuffled.Fingerprint.ShouldBe(ScenarioRun.RunShuffled(scenario, 0, seed: 1).Fingerprint);
        ScenarioRun.Run(scenario, 0).Fingerprint.ShouldBe(inOrder.Fingerprint);
    }

    private static List<int> Order(long seed, int replication = 0)
    {
        var simulation = new ShuffledSimulation(seed, replication);
        var seen = new List<int>();
        for (var number = 0; number < 50; number++)
        {
            var own = number;
            simulation.Timeout(TimeSpan.FromTicks(3)).AddCallback(_ => seen.Add(own));
        }

        simulation.Run();
        return seen;
    }
}
