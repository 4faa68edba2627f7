using System.ComponentModel;
using DmaModel.Exploration;
using DmaModel.Oracle;
using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.VirtualMemory;

namespace DmaModel.Experiments.Claims.Hypotheses;

/// <summary>The kernel that schedules are explored under.</summary>
public enum ExploredKernel
{
    /// <summary>Linux 2.4.0-test10, of October 2000.</summary>
    Linux2000,

    /// <summary>Linux 6.</summary>
    Linux2024,
}

/// <summary>'reached' and 'not-reached', as a file writes them; the options are those of the verb 'explore'.</summary>
public sealed record ScheduleSpec
{
    /// <summary>What is explored.</summary>
    [Description("What is explored, such as pin-per-io or mmap-fault.")]
    public required ExploredStrategy Strategy { get; init; }

    /// <summary>What keeps the pages where they are.</summary>
    [Description("What keeps the pages where they are, such as refcount or page-lock.")]
    public PinScheme Scheme { get; init; } = PinScheme.RefcountDirty;

    /// <summary>The outcome.</summary>
    [Description("The outcome that is reached or not, such as lost-data; any that is not correct by default.")]
    public Outcome? Outcome { get; init; }

    /// <summary>The adversaries.</summary>
    [Description("The adversaries, separated by commas, such as 'swap, fork'; all of them by default.")]
    public string? With { get; init; }

    /// <summary>The number of schedules.</summary>
    [Description("The number of schedules after which the outcome counts as not reached.")]
    public long Schedules { get; init; } = 100_000;

    /// <summary>Whether a pin that has lost a race starts again.</summary>
    [Description("Whether a pin that has lost a race starts again.")]
    public bool Retry { get; init; } = true;

    /// <summary>Whether the look-up asks whether the page may be written.</summary>
    [Description("Whether the look-up of a page that the device will write asks whether it may be written.")]
    public bool WriteCheck { get; init; } = true;

    /// <summary>Whether a locked page is looked for among the transfer's own.</summary>
    [Description("Whether a locked page is looked for among those of the same transfer.")]
    public bool SearchOwn { get; init; }

    /// <summary>Whether deregistration goes by address.</summary>
    [Description("Whether deregistration looks the pages up again by their addresses.")]
    public bool ReleaseByAddress { get; init; }

    /// <summary>Whether the driver lets go of what is registered when its file is closed.</summary>
    [Description("Whether the driver lets go of what is still registered when its file is closed.")]
    public bool ReleaseHook { get; init; } = true;

    /// <summary>What keeps the counts of a driver's mapped pages right.</summary>
    [Description("What keeps the counts of a driver's mapped pages right: referenced, reserved or neither.")]
    public PageCounting Pages { get; init; } = PageCounting.Referenced;

    /// <summary>Whether a driver's object is freed when its last mapping has gone.</summary>
    [Description("Whether a driver's object is freed when its last mapping has gone: object, or device, which never is.")]
    public PagerKind Pager { get; init; } = PagerKind.Object;

    /// <summary>What get_user_pages() may do with pages of a context's store.</summary>
    [Description("What get_user_pages() may do with pages of a context's store: allowed, refused or synchronised.")]
    public UserPagesRule UserPages { get; init; } = UserPagesRule.Allowed;

    /// <summary>What the fault handler of an object that moves answers with.</summary>
    [Description("What the fault handler of an object that moves answers with, such as frame-number.")]
    public HandlerKind FaultHandler { get; init; } = HandlerKind.PageReturning;

    /// <summary>Whether an object is locked in place while another driver's device uses it.</summary>
    [Description("Whether an object that moves is locked in place while another driver's device uses it.")]
    public bool LockInPlace { get; init; }

    /// <summary>How bounced data are copied.</summary>
    [Description("How bounced data are copied, such as plain-copy or physical-copy (bounce-*).")]
    public BounceCopyKind BounceCopy { get; init; } = BounceCopyKind.ByCurrentPmap;

    /// <summary>Which part of an interrupt copies.</summary>
    [Description("Which part of an interrupt copies (bounce-ithread): thread or filter.")]
    public BounceHandler BounceHandler { get; init; } = BounceHandler.Thread;

    /// <summary>How the user's pages are kept.</summary>
    [Description("How the user's pages are kept (bounce-*): held, wired or none.")]
    public KeptPages Kept { get; init; } = KeptPages.Held;

    /// <summary>Whether a plain copy in the process can take faults.</summary>
    [Description("Whether a plain copy in the process can take faults, as copyout() can and bcopy() cannot (bounce-process).")]
    public bool HandlesFaults { get; init; }

    /// <summary>How data get through a pipe.</summary>
    [Description("How data get through a pipe (page-flip): copied, referenced or flipped.")]
    public PipePassing Pipe { get; init; } = PipePassing.Flipped;

    /// <summary>The kernel.</summary>
    [Description("The kernel: linux2000 (2.4.0-test10) or linux2024 (6.x).")]
    public ExploredKernel Kernel { get; init; } = ExploredKernel.Linux2000;

    /// <summary>When dirty pages are written, if not as the kernel does.</summary>
    [Description("When dirty pages are written to the swap device, if not as the kernel does it.")]
    public WriteOutRule? WriteOut { get; init; }

    /// <summary>What read-ahead does about cached pages, if not as the kernel does.</summary>
    [Description("What swap read-ahead does about cached pages, if not as the kernel does it.")]
    public ReadAheadRule? ReadAhead { get; init; }

    /// <summary>The rules of a kernel.</summary>
    public static MemoryRules RulesOf(ExploredKernel kernel) =>
        kernel == ExploredKernel.Linux2000 ? ExploreOptions.Kernel2000 : ExploreOptions.Kernel2024;

    /// <summary>The options of the exploration, without the adversaries.</summary>
    internal ExploreOptions Options(Adversaries adversaries)
    {
        var rules = RulesOf(Kernel);
        return new ExploreOptions
        {
            Strategy = Strategy,
            Pin = new PinOptions { Scheme = Scheme, Retry = Retry, WriteCheck = WriteCheck, SearchOwn = SearchOwn },
            ReleasesByAddress = ReleaseByAddress,
            HasReleaseHook = ReleaseHook,
            Pages = Pages,
            Pager = Pager,
            UserPages = UserPages,
            FaultHandler = FaultHandler,
            LocksInPlace = LockInPlace,
            Bounce = new BounceChoices
            {
                Copy = BounceCopy,
                Handler = BounceHandler,
                Kept = Kept,
                HandlesFaults = HandlesFaults,
            },
            Pipe = Pipe,
            Adversaries = adversaries,
            Wanted = Outcome,
            Kernel = rules with { WriteOut = WriteOut ?? rules.WriteOut, ReadAhead = ReadAhead ?? rules.ReadAhead },
        };
    }
}
