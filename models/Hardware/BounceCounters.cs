namespace DmaModel.Hardware;

/// <summary>What was bounced, and how, up to now.</summary>
public sealed class BounceCounters
{
    /// <summary>Bytes that went through slots.</summary>
    public long Bytes { get; set; }

    /// <summary>Copies that used the process's addresses as they stand.</summary>
    public long PlainCopies { get; set; }

    /// <summary>Those of them that ran where another address space, or the kernel's alone, was the current one: they read
    /// or write another process's memory, or fault.</summary>
    public long ForeignCopies { get; set; }

    /// <summary>Sleeps until a temporary slot was free, where sleeping is allowed.</summary>
    public long MappingSleeps { get; set; }

    /// <summary>Temporary slots that were not to be had where sleeping is not allowed; the copy was tried again later.</summary>
    public long MappingFailures { get; set; }

    /// <summary>Transfers that a callback started, because there were too few bounce slots when they were submitted.</summary>
    public long Deferred { get; set; }
}
