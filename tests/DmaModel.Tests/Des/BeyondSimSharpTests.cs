namespace DmaModel.Tests.Des;

/// <summary>Where SimSharp has a defect and Des is right instead of equal.</summary>
public sealed class BeyondSimSharpTests
{
    private readonly Simulation _simulation = new(randomSeed: 1);

    // SimSharp renumbers its events when more than 1,024 are pending, and ties lose their order.
    [Fact]
    public void Ties_keep_their_order_however_many_events_are_pending()
    {
        var order = new List<int>();
        for (var i = 0; i < 3_000; i++)
        {
            var number = i;
            _simulation.Timeout(TimeSpan.FromTicks(1 + (i % 2))).AddCallback(_ => order.Add(number));
        }

        _simulation.PeakPending.ShouldBe(3_000);
        _simulation.Run();

        order.ShouldBe([.. Enumerable.Range(0, 3_000).OrderBy(i => i % 2)]);
    }

    // In SimSharp the mark on which the run stops is renumbered with the rest, and falls behind what is due with it.
    [Fact]
    public void A_run_stops_before_what_is_due_at_its_end_however_many_events_are_pending()
    {
        var happened = 0;
        _simulation.Timeout(TimeSpan.FromTicks(1)).AddCallback(_ =>
        {
            for (var i = 0; i < 3_000; i++)
                _simulation.Timeout(TimeSpan.FromTicks(4)).AddCallback(_ => happened++);
        });

        _simulation.Run(TimeSpan.FromTicks(5));

        happened.ShouldBe(0);
    }

    // SimSharp throws here: it goes on to release what it has just withdrawn.
    [Fact]
    public void A_claim_on_a_priority_resource_can_be_withdrawn()
    {
        var resource = new PriorityResource(_simulation, 1);
        var holder = resource.Request();
        var withdrawn = resource.Request(priority: 0);
        var next = resource.Request(priority: 2);

        withdrawn.Dispose();
        holder.Dispose();
        _simulation.Run();

        (withdrawn.IsTriggered, next.IsProcessed, resource.InUse).ShouldBe((false, true, 1));
    }

    // Claims of mixed priorities, of which every third is withdrawn: the rest is served in order.
    [Fact]
    public void Withdrawing_claims_keeps_the_order_of_the_others()
    {
        var resource = new PriorityResource(_simulation, 1);
        var holder = resource.Request();
        var served = new List<int>();
        var claims = new List<Request>();
        for (var i = 0; i < 60; i++)
        {
            var (number, claim) = (i, resource.Request(priority: i * 7 % 5));
            claims.Add(claim);
            claim.AddCallback(_ =>
            {
                served.Add(number);
                claim.Dispose();
            });
        }

        for (var i = 0; i < 60; i += 3)
            claims[i].Dispose();
        holder.Dispose();
        _simulation.Run();

        served.ShouldBe([.. Enumerable.Range(0, 60).Where(i => i % 3 != 0).OrderBy(i => i * 7 % 5)]);
    }

    [Fact]
    public void The_count_of_events_does_not_end_with_an_int()
    {
        _simulation.ProcessedEvents.ShouldBeOfType<long>();
    }
}
