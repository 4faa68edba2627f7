using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Oracle;

namespace DmaModel.Strategies;

/// <summary>The device's side of a bounced transfer: its slots, descriptors and start.</summary>
/// <remarks>Heeds the option bounce-shortage.</remarks>
internal sealed class BounceSlots(Machine machine, StrategyOptions options)
{
    /// <summary>Takes a piece's slots after what the submitter has on its list, and describes the piece to the device. Where
    /// slots are short, the submitter sleeps, or an interrupt thread goes on for it.</summary>
    public IEnumerable<Event> TakeAndDescribe(Worker worker, TaskContext submitter, BouncePiece piece)
    {
        var by = submitter;
        if (TryTake(piece) is { } granted)
        {
            yield return by.Run();
            yield return by.Sleep(granted, Stage.Bounce);
            by = Starter(worker, submitter);
            by.Begin();
        }

        Search(worker, by.Resume(), piece);
        machine.Describe(by.Resume(), piece.Segments);
        yield return by.Run();
    }

    /// <summary>Takes a piece's slots; null where they are there, else an event that succeeds when they are.</summary>
    public Event? TryTake(BouncePiece piece) => piece.Slots == 0 ? null : machine.Bounce.Take(piece.Slots);

    /// <summary>Adds the cost of looking for a piece's slots, or of giving them back, in the area of the submitter's
    /// CPU.</summary>
    public void Search(Worker worker, CpuWork work, BouncePiece piece)
    {
        if (piece.Slots > 0)
            machine.Bounce.Search(work, piece.Slots, worker.Task.Core.Id);
    }

    /// <summary>Starts the device on a piece; slots are mapped for it as long as the pool lives.</summary>
    public DmaOperation Start(Worker worker, DmaDirection direction, BouncePiece piece, TaskContext? waiter)
    {
        var misses = machine.Iommu.LastingMisses(machine.PagesFor(piece.Size));
        machine.BounceCounters.Bytes += piece.Bounced.Bytes;
        if (worker.Data is { } data)
            Tell(data, worker, piece);
        return worker.StartDma(direction, piece.Size, piece.Segments, misses, CompletionSignal.Interrupt, waiter);
    }

    // What does not bounce goes to or from the frames that are held for the process.
    private void Tell(TransferData data, Worker worker, BouncePiece piece)
    {
        var (area, pages) = (worker.Buffer.Area, machine.PagesFor(piece.Size));
        if (options.OutOfReach < 1)
            data.DeviceUses(area, worker.Pin!.Pages, piece.First, pages);
        else
            data.DeviceUsesKernelBuffer(area, piece.First, pages);
    }

    /// <summary>Gives a piece's slots back.</summary>
    public void Give(BouncePiece piece)
    {
        if (piece.Slots > 0)
            machine.Bounce.Give(piece.Slots);
    }

    private TaskContext Starter(Worker worker, TaskContext submitter)
    {
        if (options.BounceShortage == BounceShortage.Sleep || submitter == worker.InterruptThread)
            return submitter;

        machine.BounceCounters.Deferred++;
        return worker.InterruptThread;
    }
}
