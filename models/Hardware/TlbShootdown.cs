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
    public Event? Broadcast(Core initiator, object? addressSpace, int pages)
    {
        Acknowledgement? acknowledgement = null;
        foreach (var core in cores)
        {
            if (core == initiator || !Holds(core, addressSpace))
                continue;

            acknowledgement ??= new Acknowledgement(simulation);
            var delay = ++acknowledgement.Outstanding * costs.IpiSend.Value + costs.IpiDelivery.Value;
            new FlushRequest(simulation, core, pages, costs, acknowledgement).Send(delay);
            IpisSent++;
        }

        if (acknowledgement is not null)
            Broadcasts++;
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
        Simulation simulation, Core core, int pages, TlbCosts costs, Acknowledgement acknowledgement)
        : Interrupt(simulation, core)
    {
        internal override Duration BookTo(Core core, Duration start)
        {
            core.Tlb.Invalidate(pages, used: 0);
            return core.BookHandler(CpuCause.ShootdownVictim, start, costs.IpiHandler.Value + core.Tlb.InvalidationTime(pages));
        }

        protected override void Handled() => acknowledgement.Receive();
    }
}
