using DmaModel.Oracle;
using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.VirtualMemory;

namespace DmaModel.Exploration;

/// <summary>What is explored, against whom, under which kernel.</summary>
public sealed record ExploreOptions
{
    /// <summary>The strategy.</summary>
    public ExploredStrategy Strategy { get; init; }

    /// <summary>How pages are pinned.</summary>
    public PinOptions Pin { get; init; } = new();

    /// <summary>Whether deregistration looks the pages up again by their addresses, instead of remembering the frames.</summary>
    public bool ReleasesByAddress { get; init; }

    /// <summary>Whether the driver lets go of what is still registered when its file is closed.</summary>
    public bool HasReleaseHook { get; init; } = true;

    /// <summary>What keeps the counts of a driver's mapped pages right.</summary>
    public PageCounting Pages { get; init; }

    /// <summary>Whether a driver's object is freed when its last mapping has gone, or its driver never hears of that.</summary>
    public PagerKind Pager { get; init; }

    /// <summary>What get_user_pages() may do with pages of a context's store.</summary>
    public UserPagesRule UserPages { get; init; }

    /// <summary>What the fault handler of an object that moves answers with.</summary>
    public HandlerKind FaultHandler { get; init; }

    /// <summary>Whether a device of another driver's has an object locked in place while it uses it.</summary>
    public bool LocksInPlace { get; init; }

    /// <summary>How bounced data are copied, and the user's pages kept.</summary>
    public BounceChoices Bounce { get; init; } = new();

    /// <summary>How data get through a pipe.</summary>
    public PipePassing Pipe { get; init; } = PipePassing.Flipped;

    /// <summary>What may go on beside the transfers; each schedule draws some of it.</summary>
    public Adversaries Adversaries { get; init; } = Adversaries.All;

    /// <summary>The only outcome that counts as a finding; null where each does.</summary>
    public Outcome? Wanted { get; init; }

    /// <summary>What the kernel does; the default is that of the threads of October 2000.</summary>
    public MemoryRules Kernel { get; init; } = Kernel2000;

    /// <summary>Linux 6: pages are written once nothing else refers to them, and pins are told from other references.</summary>
    public static MemoryRules Kernel2024 { get; } = new()
    {
        WriteOut = WriteOutRule.AtLastReference,
        ReadAhead = ReadAheadRule.SkipsCached,
        ReadAheadSlots = 4,
        Reuse = ReuseRule.ByExclusiveMark,
        Fork = ForkRule.CopiesPinned,
        SkipsPinned = true,
        UnsharesOnPin = true,
    };

    /// <summary>Linux 2.4.0-test10: pages are written as they are unmapped, read-ahead waits for pages it finds.</summary>
    public static MemoryRules Kernel2000 { get; } = new()
    {
        WriteOut = WriteOutRule.AtUnmap,
        ReadAhead = ReadAheadRule.WaitsForCached,
        ReadAheadSlots = 4,
        Reuse = ReuseRule.ByCount,
        ExclusiveMmapLock = true,
    };
}
