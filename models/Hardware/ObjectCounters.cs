using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>What was counted about objects that move between memories: contexts of an SPU, graphics objects.</summary>
public sealed class ObjectCounters
{
    /// <summary>Moves from one memory to another: contexts saved or restored, objects brought in or evicted.</summary>
    public long Moves { get; set; }

    /// <summary>The time for which moves had to wait because somebody held the object in place.</summary>
    public Duration Stalled { get; set; }

    /// <summary>The time for which processes waited in the fault handler of a register window.</summary>
    public Duration RegisterWait { get; set; }

    /// <summary>Transfers of which a part went to, or came from, a place that the object had left.</summary>
    public long Displaced { get; set; }

    /// <summary>Requests that were refused: for user pages of an object that does not allow it, or for a lock while it
    /// moved.</summary>
    public long Refused { get; set; }

    /// <summary>Bytes of page structures for each byte of device windows that the driver maps.</summary>
    public double PageStructures { get; set; }
}
