using System.ComponentModel;

namespace DmaModel.VirtualMemory;

/// <summary>What keeps the count of a driver's page right when a mapping of it goes away.</summary>
public enum PageCounting
{
    /// <summary>The fault handler takes a reference for each mapping.</summary>
    [Description("the fault handler takes a reference for each mapping")]
    Referenced,

    /// <summary>The page is marked as reserved, and no count of it is kept (Linux up to 2.6.14).</summary>
    [Description("the page is marked reserved, and no count of it is kept, as up to Linux 2.6.14")]
    Reserved,

    /// <summary>Nothing: the handler takes no reference, and the unmapping drops one.</summary>
    [Description("nothing: the handler takes no reference, and the unmapping drops one")]
    Neither,
}
