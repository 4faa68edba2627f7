namespace DmaModel.VirtualMemory;

/// <summary>What kind of area a mapping is.</summary>
[Flags]
public enum VmaFlags
{
    /// <summary>Private, anonymous memory of the process.</summary>
    None = 0,

    /// <summary>Writes are seen by all who map it.</summary>
    Shared = 1,

    /// <summary>Its pages are not the memory manager's to take.</summary>
    Reserved = 2,

    /// <summary>Its pages stay in memory.</summary>
    Locked = 4,

    /// <summary>A child does not inherit it.</summary>
    DontCopy = 8,

    /// <summary>It maps memory of a device or a driver.</summary>
    Io = 16,

    /// <summary>The process may not write to it.</summary>
    ReadOnly = 32,

    /// <summary>Its driver's swap-out hook says of each page that is unmapped that it was freed, which it was not.</summary>
    ClaimsProgress = 64,
}
