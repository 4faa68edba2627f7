using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>Copies between bounce slots and the process's pages, in whichever context the driver synchronises them.</summary>
/// <remarks>
/// A plain copy uses the process's addresses, and is right only where its address space is the current one. The physical
/// way maps each page into a temporary slot, one at a time; a private window takes many pages at once. Either way a thread
/// is at one copy at a time. FreeBSD's argument of 2015-04-24 and 25 (S. Kraus, K. Belousov and J. Harmening,
/// freebsd-arch) is about which of them is safe, where. Every address is a process's here, so that by-address is the
/// physical way. Heeds the options bounce-copy and bounce-window.
/// </remarks>
internal sealed class BounceCopier(Machine machine, StrategyOptions options)
{
    // FreeBSD's vm_fault_quick_hold_pages(): a hold count, and the page is marked dirty when it is let go.
    private static readonly PinOptions Held = new();

    private readonly CopyTurns _turns = new(machine.Simulation);

    /// <summary>Whether a copy in a context needs the process's pages held, because it does not go through its
    /// addresses.</summary>
    public bool NeedsPages(bool inOwnersSpace) => !IsPlain(inOwnersSpace);

    /// <summary>Holds the transfer's pages, after what the thread has on its list; what is on the list afterwards is still
    /// to be run.</summary>
    public static IEnumerable<Event> Hold(Worker worker, CpuWork work, bool receives) =>
        UserMemory.Pin(worker, work, Held, deviceWrites: receives);

    /// <summary>Copies what of a piece bounces.</summary>
    /// <param name="worker">Whose transfer it is.</param>
    /// <param name="by">Who copies.</param>
    /// <param name="inOwnersSpace">Whether the process's address space is the current one there.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="warm">Whether the data are in a cache.</param>
    public IEnumerable<Event> Copy(Worker worker, TaskContext by, bool inOwnersSpace, BouncePiece piece, bool warm)
    {
        if (piece.Pages == 0)
            return [];
        if (IsPlain(inOwnersSpace))
            return Plainly(worker, by, inOwnersSpace, piece.Bounced, warm);
        return options.BounceCopy == BounceCopyKind.PrivateWindow
            ? ThroughWindow(by, piece, warm)
            : ThroughSlots(worker, by, piece, warm);
    }

    /// <summary>Notes where a copy has left the data.</summary>
    /// <param name="worker">Whose transfer it was.</param>
    /// <param name="inOwnersSpace">Whether the process's address space was the current one.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="receives">Whether the process receives them.</param>
    public void Follow(Worker worker, bool inOwnersSpace, BouncePiece piece, bool receives)
    {
        if (worker.Data is not { } data || piece.Pages == 0)
            return;
        var (first, pages) = (piece.First, machine.PagesFor(piece.Size));
        var isPlain = IsPlain(inOwnersSpace);
        if (isPlain && !inOwnersSpace)
            data.WentAstray(toDevice: !receives);
        else if (isPlain && receives)
            data.CopiedOut(first, pages);
        else if (isPlain)
            data.CopiedIn(worker.Buffer.Area, first, pages);
        else if (receives)
            data.CopiedOutTo(worker.Pin!.Pages, first, pages);
        else
            data.CopiedInFrom(worker.Pin!.Pages, first, pages);
    }

    private bool IsPlain(bool inOwnersSpace) => options.BounceCopy switch
    {
        BounceCopyKind.PlainCopy => true,
        BounceCopyKind.ByCurrentPmap => inOwnersSpace,
        _ => false,
    };

    private IEnumerable<Event> Plainly(Worker worker, TaskContext by, bool inOwnersSpace, ByteCount size, bool warm)
    {
        machine.BounceCounters.PlainCopies++;
        if (!inOwnersSpace)
            machine.BounceCounters.ForeignCopies++;
        else
            worker.Space.Touch(by, worker.Buffer.Area, worker.Pages);
        yield return by.Stream(CpuCause.Copy, machine.Copy(size, warm), machine.Bus);
    }

    private IEnumerable<Event> ThroughSlots(Worker worker, TaskContext by, BouncePiece piece, bool warm)
    {
        var mappings = machine.TemporaryMappings;
        if (mappings.AreRemapped)
            yield return by.Sleep(_turns.Begin(by.Task), Stage.CpuWait);
        if (mappings.Take() is { } granted)
        {
            // Only a process may sleep. An interrupt has to give up, and tries again when a slot is free.
            if (by == worker.Task)
                machine.BounceCounters.MappingSleeps++;
            else
                machine.BounceCounters.MappingFailures++;
            yield return by.Sleep(granted, Stage.Bounce);
        }

        var flushes = mappings.Map(by.Begin(), piece.Pages);
        foreach (var step in Flush(by, flushes))
            yield return step;
        yield return by.Stream(CpuCause.Copy, machine.Copy(piece.Bounced, warm), machine.Bus);
        mappings.Give();
        if (mappings.AreRemapped)
            _turns.End(by.Task);
    }

    private IEnumerable<Event> ThroughWindow(TaskContext by, BouncePiece piece, bool warm)
    {
        yield return by.Sleep(_turns.Begin(by.Task), Stage.CpuWait);
        var flushes = machine.TemporaryMappings.MapWindow(by.Begin(), piece.Pages, options.BounceWindow);
        yield return by.Run();
        yield return by.Stream(CpuCause.Copy, machine.Copy(piece.Bounced, warm), machine.Bus);
        by.Begin();
        foreach (var step in Flush(by, flushes))
            yield return step;
        _turns.End(by.Task);
    }

    // Drops stale mappings here, after what is on the list, and then on all other cores.
    private IEnumerable<Event> Flush(TaskContext by, MappingFlushes flushes)
    {
        by.Resume().Add(CpuCause.ShootdownInitiator, by.Core.Tlb.InvalidationTime(flushes.Pages) * flushes.Times);
        yield return by.Run();
        if (flushes.Times == 0)
            yield break;

        by.Core.Tlb.Invalidate(flushes.Pages, used: 0);
        var notice = machine.Platform.Cpu.LineTransfer.Value * flushes.Times;
        yield return by.Spin(CpuCause.ShootdownInitiator, machine.Shootdown.Broadcast(by.Core, flushes), notice);
    }
}
