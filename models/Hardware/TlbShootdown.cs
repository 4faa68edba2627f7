using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>Makes every core that runs an address space drop translations of it.</summary>
/// <remarks>
/// Models flush_tlb_mm_range() on x86: the initiator interrupts each target and cannot go on until the last one has
/// answered. A core that is idle, or runs a kernel thread on borrowed tables, is skipped and flushes when it returns
/// (lazy TLB mode). How many pages go into one shootdown is the caller's choice, as with mmu_gather.
/// </remarks>
public sealed class TlbShootdown(Simulation simulation, IReadOnlyList<Core> cores, TlbCosts costs)
{
    /// <summary>The inter-processor interrupts sent up to now.</summary>
    public long IpisSent { get; private set; }

    /// <summary>The shootdowns up to now that had a core to interrupt.</summary>
    public long Broadcasts { get; private set; }

    /// <summary>Starts a shootdown of a number of pages.</summary>
    /// <param name="initiator">The core that asks; its own translations are the caller's to drop.</param>
    /// <param name="addressSpace">The address space whose translations go; null for the kernel's, which every core has.</param>
    /// <param name="pages">The number of pages.</param>
    /// <returns>An event that succeeds when the last target has answered; null where no other core needs to be asked.</returns>
    public Event? Broadcast(Core initiator, object? addressSpace, int pages) =>
        Broadcast(initiator, addressSpace, new MappingFlushes(1, pages));

    /// <summary>Starts shootdowns of the kernel's own mappings, one after the other.</summary>
    /// <remarks>They are simulated as one that costs as much as all of them, for the initiator and for each target: the
    /// number of events does not grow with that of pages.</remarks>
    /// <param name="initiator">The core that asks; its own translations are the caller's to drop.</param>
    /// <param name="flushes">How many there are, and the pages of each.</param>
    /// <returns>An event that succeeds when the last target has answered the last; null where there is none.</returns>
    public Event? Broadcast(Core initiator, MappingFlushes flushes) =>
        flushes.Times == 0 ? null : Broadcast(initiator, addressSpace: null, flushes);

    private Acknowledgement? Broadcast(Core initiator, object? addressSpace, MappingFlushes flushes)
    {
        var rounds = flushes.Times;
        var sendsBefore = (rounds - 1) * (cores.Count - 1);
        Acknowledgement? acknowledgement = null;
        foreach (var core in cores)
        {
            if (core == initiator || !Holds(core, addressSpace))
                continue;

            acknowledgement ??= new Acknowledgement(simulation);
            var sends = ++acknowledgement.Outstanding + sendsBefore;
            var delay = costs.IpiSend.Value * sends + costs.IpiDelivery.Value * rounds;
            new FlushRequest(simulation, core, flushes, costs, acknowledgement).Send(delay);
            IpisSent += rounds;
        }

        if (acknowledgement is not null)
            Broadcasts += rounds;
        return acknowledgement;
    }

    // An idle core and a kernel thread keep stale translations until they come back to the address space.
    private static bool Holds(Core core, object? addressSpace)
    {
        if (addressSpace is null)
            return true;

        if (core.RunningTask is { } task && task.AddressSpace == addressSpace)
            return true;

        core.Tlb.FlushLater(addressSpace);
        return false;
    }

    private sealed class Acknowledgement(Simulation simulation) : Event(simulation)
    {
        public int Outstanding { get; set; }

        public void Receive()
        {
            if (--Outstanding == 0)
                Succeed();
        }
    }

    private sealed class FlushRequest(
        Simulation simulation, Core core, MappingFlushes flushes, TlbCosts costs, Acknowledgement acknowledgement)
        : Interrupt(simulation, core)
    {
        internal override Duration BookTo(Core core, Duration start)
        {
            core.Tlb.Invalidate(flushes.Pages, used: 0);
            var handler = costs.IpiHandler.Value + core.Tlb.InvalidationTime(flushes.Pages);
            return core.BookHandler(CpuCause.ShootdownVictim, start, handler * flushes.Times);
        }

        protected override void Handled() => acknowledgement.Receive();
    }
}
