using DmaModel.Hardware;
using DmaModel.Units;

namespace DmaModel.Strategies;

/// <summary>The device's side of a bounced transfer.</summary>
internal static class BounceSlots
{
    /// <summary>The number of descriptors for a piece: slots that are taken together lie together.</summary>
    public static int Segments(Machine machine, ByteCount piece) => machine.ContiguousSegments(piece);

    /// <summary>Starts the device on slots; they are mapped for it as long as the pool lives.</summary>
    public static DmaOperation Start(Worker worker, DmaDirection direction, ByteCount piece, TaskContext? waiter)
    {
        var machine = worker.Machine;
        var misses = machine.Iommu.LastingMisses(machine.PagesFor(piece));
        return worker.StartDma(direction, piece, Segments(machine, piece), misses, CompletionSignal.Interrupt, waiter);
    }
}
