using DmaModel.Workload;

namespace DmaModel;

/// <summary>A simulation in which events of equal time and priority come in an order that is drawn from a seed.</summary>
/// <remarks>
/// <para>
/// Nothing in a machine says which of two things that happen at the same instant comes first; the model has them in the
/// order in which they were scheduled. Results that change with another order rest on that choice and on nothing else.
/// </para>
/// <para>
/// Times and priorities keep their order, and an event still comes after the one that scheduled it. Each event is given a
/// random number below its priority, so that the simulation library needs no knowledge of this, and a run in order pays
/// nothing for it. One tie in 65,536 is drawn alike and stays in order.
/// </para>
/// </remarks>
/// <param name="seed">Tells one order from another.</param>
/// <param name="replication">The replication number, from 0: each has an order of its own.</param>
internal sealed class ShuffledSimulation(long seed, int replication) : Simulation(randomSeed: 0)
{
    private const int TieBits = 16;

    private ulong _state = unchecked(SplitMix.Mix((ulong)seed) + (ulong)replication);

    /// <inheritdoc/>
    public override void Schedule(Event @event, int priority = 0) => base.Schedule(@event, Drawn(priority));

    /// <inheritdoc/>
    public override void Schedule(TimeSpan delay, Event @event, int priority = 0) =>
        base.Schedule(delay, @event, Drawn(priority));

    private int Drawn(int priority) => checked((priority * (1 << TieBits)) + (int)(SplitMix.Next(ref _state) >> (64 - TieBits)));
}
