namespace DmaModel.Workload;

/// <summary>What the CPU does with every byte that it received, or is about to send.</summary>
public enum Touch
{
    /// <summary>Nothing: the data are passed on, or only a header is looked at.</summary>
    None,

    /// <summary>A checksum; a strategy that copies sums while it copies.</summary>
    Checksum,

    /// <summary>A pass that reads all of it, after any copy.</summary>
    Read,
}
