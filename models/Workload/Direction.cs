namespace DmaModel.Workload;

/// <summary>Which way the data go.</summary>
public enum Direction
{
    /// <summary>From the device to the process.</summary>
    Receive,

    /// <summary>From the process to the device.</summary>
    Transmit,

    /// <summary>From one process to its peer: sent at one end and received at the other.</summary>
    Message,
}
