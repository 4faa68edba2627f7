namespace DmaModel.Hardware;

/// <summary>Which way a device moves data.</summary>
public enum DmaDirection
{
    /// <summary>From the device to memory: the device writes.</summary>
    ToMemory,

    /// <summary>From memory to the device: the device reads.</summary>
    FromMemory,
}
