namespace DmaModel.VirtualMemory;

/// <summary>A driver's own handling of faults on an object whose pages are not always in the same frames.</summary>
public interface IFaultHandler
{
    /// <summary>What it answers with.</summary>
    HandlerKind Kind { get; }

    /// <summary>Finds the frame of a page, under the locks that the driver has for that; they are given up at the end.</summary>
    /// <param name="fault">The fault; its frame is the answer.</param>
    IEnumerable<KernelStep> Find(DriverFault fault);

    /// <summary>Is told that a fault that it was asked for is over, however it ended.</summary>
    void Done(DriverFault fault);
}
