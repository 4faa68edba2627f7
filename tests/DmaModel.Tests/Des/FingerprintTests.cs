namespace DmaModel.Tests.Des;

public sealed class FingerprintTests
{
    [Fact]
    public void Two_runs_of_the_same_events_have_the_same_fingerprint()
    {
        Fingerprint([3, 1, 2]).ShouldBe(Fingerprint([3, 1, 2]));
    }

    [Fact]
    public void Another_time_or_order_or_priority_gives_another_fingerprint()
    {
        ulong[] fingerprints = [Fingerprint([3, 1, 2]), Fingerprint([3, 1, 4]), Fingerprint([1, 3, 2]), Fingerprint([3, 1, 2], priority: 1), Fingerprint([3, 1]), Fingerprint([3, 1, 2, 2])];

        fingerprints.Distinct().Count().ShouldBe(fingerprints.Length);
    }

    // The same events are pending in both, but only one of the two has processed them.
    [Fact]
    public void A_run_that_stopped_early_has_another_fingerprint()
    {
        var whole = new Simulation();
        var part = new Simulation();
        foreach (var simulation in new[] { whole, part })
        {
            simulation.Timeout(TimeSpan.FromTicks(1));
            simulation.Timeout(TimeSpan.FromTicks(9));
        }

        whole.Run();
        part.Run(TimeSpan.FromTicks(5));
        part.Fingerprint.ShouldNotBe(whole.Fingerprint);

        part.Run();
        part.Fingerprint.ShouldBe(whole.Fingerprint);
    }

    // Whoever derives from a simulation can work out the same number from Schedule alone, also with SimSharp.
    [Fact]
    public void The_fingerprint_can_be_worked_out_from_outside()
    {
        var simulation = new Noting();
        var resource = new PreemptiveResource(simulation, 1);
        simulation.Process(Working(2), priority: 1);
        simulation.Process(Working(1));
        simulation.Run(TimeSpan.FromTicks(20));
        simulation.Run();

        simulation.Fingerprint.ShouldBe(simulation.FingerprintFromOutside);

        IEnumerable<Event> Working(int priority)
        {
            using var turn = resource.Request(priority, preempt: true);
            yield return turn;
            simulation.ActiveProcess.HandleFault();
            yield return simulation.Timeout(TimeSpan.FromTicks(30), priority);
            simulation.ActiveProcess.HandleFault();
        }
    }

    private static ulong Fingerprint(long[] delays, int priority = 0)
    {
        var simulation = new Simulation(randomSeed: 1);
        foreach (var delay in delays)
            simulation.Timeout(TimeSpan.FromTicks(delay), priority);
        simulation.Run();
        return simulation.Fingerprint;
    }

    private sealed class Noting : Simulation
    {
        private const ulong Factor = 0x9E37_79B9_7F4A_7C15;
        private ulong _hash;

        public ulong FingerprintFromOutside => unchecked((_hash ^ (ulong)ProcessedEvents) * Factor);

        public override void Schedule(Event @event, int priority = 0)
        {
            Note(Now.Ticks, priority);
            base.Schedule(@event, priority);
        }

        public override void Schedule(TimeSpan delay, Event @event, int priority = 0)
        {
            Note((Now + delay).Ticks, priority);
            base.Schedule(delay, @event, priority);
        }

        private void Note(long time, int priority) =>
            _hash = unchecked((_hash ^ (ulong)time ^ ((ulong)(uint)priority << 40)) * Factor);
    }
}
