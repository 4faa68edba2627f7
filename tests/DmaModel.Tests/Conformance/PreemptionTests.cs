namespace DmaModel.Tests.Conformance;

public sealed class PreemptionTests : ConformanceTest
{
    // Low works from 0 and is preempted at 3 with 7 left; high works 3 to 8; low then works 8 to 15.
    [Fact]
    public void The_more_urgent_claim_takes_the_unit_and_the_less_urgent_one_resumes()
    {
        var core = new PreemptiveResource(Simulation, 1);
        Simulation.Process(Executing("low", core, start: 0, work: 10, priority: 2));
        Simulation.Process(Executing("high", core, start: 3, work: 5, priority: 1));

        Simulation.Run();

        ShouldHaveHappened(
            (0, "low on"), (3, "low off"), (3, "high on"), (8, "high done"), (8, "low on"), (15, "low done"));
    }

    [Fact]
    public void A_claim_of_the_same_priority_waits()
    {
        var core = new PreemptiveResource(Simulation, 1);
        Simulation.Process(Executing("first", core, start: 0, work: 10, priority: 1));
        Simulation.Process(Executing("second", core, start: 3, work: 5, priority: 1));

        Simulation.Run();

        ShouldHaveHappened((0, "first on"), (10, "first done"), (10, "second on"), (15, "second done"));
    }

    // Granted at 0, but preempted by the second claim before it goes on: its first yield reports the fault.
    [Fact]
    public void A_claim_can_be_preempted_in_the_instant_between_grant_and_wake_up()
    {
        var core = new PreemptiveResource(Simulation, 1);
        Simulation.Process(Executing("low", core, start: 0, work: 4, priority: 2));
        Simulation.Process(Executing("high", core, start: 0, work: 3, priority: 1));

        Simulation.Run();

        ShouldHaveHappened(
            (0, "low lost before it began"), (0, "high on"), (3, "high done"), (3, "low on"), (7, "low done"));
    }

    [Fact]
    public void The_cause_names_who_took_the_unit_and_since_when_it_was_asked_for()
    {
        var core = new PreemptiveResource(Simulation, 1);
        Preempted? cause = null;
        Simulation.Process(Losing());
        var winner = Simulation.Process(Executing("high", core, start: 5, work: 1, priority: 0));

        Simulation.Run();

        cause.ShouldNotBeNull();
        cause.By.ShouldBe(winner);
        cause.UsageSince.ShouldBe(Simulation.StartDate + Ticks(2));

        IEnumerable<Event> Losing()
        {
            yield return After(2);
            using var turn = core.Request(priority: 1);
            yield return turn;
            yield return After(10);
            Simulation.ActiveProcess.HandleFault().ShouldBeTrue();
            cause = Simulation.ActiveProcess.Value as Preempted;
            turn.IsPreempted.ShouldBeTrue();
        }
    }

    // Three units, held since 0, 1 and 2 with priorities 3, 5 and 5: the claim of 2 is the least urgent, then that of 1.
    [Fact]
    public void The_least_urgent_and_then_the_latest_loses_its_unit()
    {
        var cores = new PreemptiveResource(Simulation, 3);
        Simulation.Process(Executing("a", cores, start: 0, work: 20, priority: 3));
        Simulation.Process(Executing("b", cores, start: 1, work: 20, priority: 5));
        Simulation.Process(Executing("c", cores, start: 2, work: 20, priority: 5));
        Simulation.Process(Executing("d", cores, start: 4, work: 20, priority: 4));
        Simulation.Process(Executing("e", cores, start: 5, work: 20, priority: 4));

        Simulation.Run(Ticks(6));

        ShouldHaveHappened(
            (0, "a on"), (1, "b on"), (2, "c on"), (4, "c off"), (4, "d on"), (5, "b off"), (5, "e on"));
    }

    // Without the wish to preempt, even the most urgent claim waits, but it is the first in line.
    [Fact]
    public void A_claim_that_does_not_preempt_waits_its_turn()
    {
        var core = new PreemptiveResource(Simulation, 1);
        Simulation.Process(Executing("holder", core, start: 0, work: 10, priority: 9));
        Simulation.Process(Waiting("patient", 5));
        Simulation.Process(Waiting("urgent", 1));

        Simulation.Run();

        ShouldHaveHappened((0, "holder on"), (10, "holder done"), (10, "urgent on"), (10, "patient on"));

        IEnumerable<Event> Waiting(string name, double priority)
        {
            yield return After(1);
            using var turn = core.Request(priority);
            yield return turn;
            Note($"{name} on");
        }
    }

    // At equal priority and time a claim that may preempt takes the unit of one that may not.
    [Fact]
    public void In_a_tie_the_claim_that_may_preempt_is_the_more_urgent()
    {
        var core = new PreemptiveResource(Simulation, 1);
        Simulation.Process(Meek());
        Simulation.Process(Executing("bold", core, start: 0, work: 3, priority: 1));

        Simulation.Run();

        ShouldHaveHappened((0, "meek lost"), (0, "bold on"), (3, "bold done"));

        IEnumerable<Event> Meek()
        {
            using var turn = core.Request(priority: 1);
            yield return turn;
            Simulation.ActiveProcess.HandleFault().ShouldBeTrue();
            Note("meek lost");
        }
    }

    private IEnumerable<Event> Executing(string name, PreemptiveResource core, long start, long work, double priority)
    {
        if (start > 0)
            yield return After(start);

        while (work > 0)
        {
            using var turn = core.Request(priority, preempt: true);
            yield return turn;
            if (Simulation.ActiveProcess.HandleFault())
            {
                Note($"{name} lost before it began");
                continue;
            }

            Note($"{name} on");
            var began = Now;
            yield return After(work);
            var preempted = Simulation.ActiveProcess.HandleFault();
            work -= Now - began;
            Note(preempted ? $"{name} off" : $"{name} done");
        }
    }
}
