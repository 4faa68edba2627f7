namespace DmaModel.Strategies;

/// <summary>How a driver's pages get into a process that maps them.</summary>
public enum PagerKind
{
    /// <summary>An object for each open, which frees its pages when the last mapping is gone.</summary>
    Object,

    /// <summary>The old device pager, which tells nobody of the unmapping: the driver can never free the pages.</summary>
    Device,
}
