namespace DmaModel.Tests.Conformance;

/// <summary>
/// A test whose body uses only what Des and SimSharp share, so that it runs on whichever library the build chose. What
/// happens is noted as (time in ticks since the start, what) and compared with a list worked out by hand.
/// </summary>
public abstract class ConformanceTest
{
    private readonly List<(long At, string What)> _timeline = [];

    protected Simulation Simulation { get; } = new(randomSeed: 1);

    protected long Now => (Simulation.Now - Simulation.StartDate).Ticks;

    protected static TimeSpan Ticks(long count) => TimeSpan.FromTicks(count);

    protected Event After(long ticks) => Simulation.Timeout(Ticks(ticks));

    protected void Note(string what) => _timeline.Add((Now, what));

    protected void NoteWhen(Event @event, string what) => @event.AddCallback(_ => Note(what));

    protected void ShouldHaveHappened(params (long At, string What)[] expected) => _timeline.ShouldBe(expected);
}
