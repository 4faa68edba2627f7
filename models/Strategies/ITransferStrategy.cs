namespace DmaModel.Strategies;

/// <summary>How data move between the device and the process: what happens to a buffer, and the life of a transfer.</summary>
/// <remarks>
/// Each method is one thread's doing, top to bottom; it yields whenever simulated time passes. A transfer is complete
/// when its method ends: the process has the data, or the device has them and the buffer may be used again.
/// </remarks>
public interface ITransferStrategy
{
    /// <summary>Makes a buffer ready for its first use.</summary>
    IEnumerable<Event> SetUp(Worker worker);

    /// <summary>Moves one transfer from the device to the process.</summary>
    IEnumerable<Event> Receive(Worker worker);

    /// <summary>Moves one transfer from the process to the device.</summary>
    IEnumerable<Event> Transmit(Worker worker);

    /// <summary>Undoes what was set up, after a buffer's last use.</summary>
    IEnumerable<Event> TearDown(Worker worker);
}
