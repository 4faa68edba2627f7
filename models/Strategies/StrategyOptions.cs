using System.ComponentModel;
using DmaModel.Strategies.Ipath;
using DmaModel.Strategies.Objects;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>How a process learns that a mapped ring has news.</summary>
public enum Notification
{
    /// <summary>It looks at the ring's head until it moves.</summary>
    Polled,

    /// <summary>It sleeps; each completion interrupts and wakes it.</summary>
    Woken,

    /// <summary>It sleeps; one interrupt stands for several completions.</summary>
    Coalesced,
}

/// <summary>How a buffer is laid out in physical memory.</summary>
public enum BufferLayout
{
    /// <summary>One contiguous piece: one descriptor per largest segment, one mapping call.</summary>
    Contiguous,

    /// <summary>Scattered pages: a descriptor, and a mapping call, for each.</summary>
    Scattered,
}

/// <summary>Where the kernel's buffer for a copied transfer comes from.</summary>
public enum KernelBufferSource
{
    /// <summary>Fresh pages for each transfer, mapped for the device for this one, as a read into the page cache needs.</summary>
    PageCache,

    /// <summary>The driver's own pages, used again and again and mapped for the device for good, as in a receive ring.</summary>
    Recycled,
}

/// <summary>Whether reclaim may look at the pages of a driver's buffer that a process maps.</summary>
public enum DriverPages
{
    /// <summary>It does not see them.</summary>
    Reserved,

    /// <summary>It unmaps them as it would any others, and finds that it cannot free them; the next access faults.</summary>
    ScanVisible,
}

/// <summary>What a driver's swap-out hook tells reclaim of a page of its that was unmapped.</summary>
public enum SwapoutHook
{
    /// <summary>There is none, and reclaim sees that nothing was freed.</summary>
    None,

    /// <summary>That it was freed, which it was not.</summary>
    ClaimsProgress,
}

/// <summary>Choices within a strategy; each strategy says which it heeds.</summary>
public sealed record StrategyOptions
{
    /// <summary>How a process learns that a mapped ring has news; heeded by mmap-ring.</summary>
    [Description("How a process learns that a mapped ring has news (mmap-ring): polled, woken or coalesced.")]
    public Notification Notification { get; init; } = Notification.Polled;

    /// <summary>Where the kernel's buffer for a copied transfer comes from; heeded by copy.</summary>
    [Description(
        "Where the kernel's buffer for a copied transfer comes from (copy): page-cache (fresh pages each "
        + "time) or recycled (the driver's own).")]
    public KernelBufferSource KernelBuffer { get; init; } = KernelBufferSource.PageCache;

    /// <summary>How kernel buffers lie in physical memory; heeded by copy and the mmap strategies.</summary>
    [Description("How kernel buffers lie in physical memory (copy, mmap-*): contiguous or scattered.")]
    public BufferLayout Layout { get; init; } = BufferLayout.Contiguous;

    /// <summary>Whether reclaim may look at the driver's pages; heeded by mmap-prefault and mmap-fault.</summary>
    [Description("Whether reclaim may look at the driver's pages (mmap-prefault, mmap-fault): reserved or scan-visible.")]
    public DriverPages DriverPages { get; init; } = DriverPages.Reserved;

    /// <summary>What the driver tells reclaim of its pages that were unmapped; heeded by mmap-prefault and mmap-fault where
    /// they are scan-visible.</summary>
    [Description(
        "What the driver tells reclaim of its pages that were unmapped (mmap-prefault, mmap-fault with scan-visible pages): none "
        + "or claims-progress (that they were freed).")]
    public SwapoutHook SwapoutHook { get; init; } = SwapoutHook.None;

    /// <summary>What keeps user pages where they are; heeded by the pin strategies.</summary>
    [Description(
        "What keeps user pages where they are while a device uses them (pin-*): refcount, refcount-dirty, page-lock, "
        + "page-lock-rw, virtual-pin, reserved or vm-locked.")]
    public PinScheme Scheme { get; init; } = PinScheme.RefcountDirty;

    /// <summary>Whether a pin that has lost a race starts again; heeded by the pin strategies.</summary>
    [Description("Whether a pin that has lost a race for a page or its lock starts again (pin-*).")]
    public bool Retry { get; init; } = true;

    /// <summary>Whether the look-up of a page that the device will write checks that it may be written; heeded by the pin
    /// strategies.</summary>
    [Description("Whether the look-up of a page that the device will write checks that it may be written (pin-*).")]
    public bool WriteCheck { get; init; } = true;

    /// <summary>Whether a locked page is looked for among those of the same transfer; heeded by the pin strategies.</summary>
    [Description("Whether a locked page is looked for among those of the same transfer (pin-* with a page lock).")]
    public bool SearchOwn { get; init; }

    /// <summary>How many buffers the device may know at a time, or 0 for all of them; heeded by pin-registered.</summary>
    [Description(
        "How many buffers the device may know at a time (pin-registered): a transfer from any other registers it and ends the "
        + "registration that was used longest ago; 0 registers all for as long as they live.")]
    public int RegistrationCache { get; init; }

    /// <summary>How bounced data are copied; heeded by the bounce strategies.</summary>
    [Description(
        "How bounced data are copied (bounce-*): by-current-pmap (plain where the owner's address space is current, else "
        + "physical), physical-copy, private-window, by-address (physical for any user address) or plain-copy (broken).")]
    public BounceCopyKind BounceCopy { get; init; } = BounceCopyKind.ByCurrentPmap;

    /// <summary>The pages that a private window shows at once; heeded by the bounce strategies.</summary>
    [Description("The pages that a private window shows at once (bounce-* with private-window).")]
    public int BounceWindow { get; init; } = 16;

    /// <summary>Which part of the interrupt copies what has arrived; heeded by bounce-ithread.</summary>
    [Description("Which part of the interrupt copies what has arrived (bounce-ithread): thread or filter.")]
    public BounceHandler BounceHandler { get; init; } = BounceHandler.Thread;

    /// <summary>What becomes of a transfer that finds too few bounce slots; heeded by the bounce strategies.</summary>
    [Description(
        "What becomes of a transfer to be received that finds too few bounce slots (bounce-*): its submitter will sleep, "
        + "or a callback starts it later.")]
    public BounceShortage BounceShortage { get; init; } = BounceShortage.Sleep;

    /// <summary>The share of memory that the device cannot reach, between 0 and 1; heeded by the bounce
    /// strategies.</summary>
    [Description(
        "The share of memory that the device cannot reach (bounce-*), as a percentage such as 50 %; its pages bounce.")]
    public double OutOfReach { get; init; } = 1;

    /// <summary>The bytes at each end of a transfer that bounce because they are not aligned; heeded by the bounce
    /// strategies.</summary>
    [Description("The bytes at each end of a transfer that bounce because they are not aligned as the device needs (bounce-*).")]
    public ByteCount UnalignedEnds { get; init; }

    /// <summary>How a driver's pages get into a process; heeded by object-pager.</summary>
    [Description(
        "How a driver's pages get into a process (object-pager): object (per open) or device (the old pager, which leaks).")]
    public PagerKind Pager { get; init; } = PagerKind.Object;

    /// <summary>How data get through a pipe; heeded by page-flip.</summary>
    [Description(
        "How data get through a pipe (page-flip): copied (in and out), referenced (the reader copies from the writer's pages) "
        + "or flipped (the reader gets the writer's pages).")]
    public PipePassing Pipe { get; init; } = PipePassing.Flipped;

    /// <summary>Where a message is received; heeded by ipath.</summary>
    [Description(
        "Where a message is received (ipath): eager (in a mapped ring, and copied), expected (in the user's pinned pages) or "
        + "auto (by eager-limit).")]
    public MessagePath MessagePath { get; init; } = MessagePath.Auto;

    /// <summary>The largest message that is received in the ring where the path is chosen by size; heeded by ipath.</summary>
    /// <remarks>The library of these adapters, PSM, chooses 64,000 B.</remarks>
    [Description("The largest message that goes to the eager ring where message-path is auto (ipath).")]
    public ByteCount EagerLimit { get; init; } = new(64_000);

    /// <summary>How a message gets to the device; heeded by ipath.</summary>
    [Description(
        "How a message gets to the device (ipath): pio (stores of the CPU), dma (the device fetches it) or auto (by "
        + "pio-limit).")]
    public SendPath SendPath { get; init; } = SendPath.Auto;

    /// <summary>The largest message that the CPU stores to the device where the path is chosen by size; heeded by
    /// ipath.</summary>
    /// <remarks>PSM2, the library of later adapters of this kind, chooses 34,000 B for sends that block.</remarks>
    [Description("The largest message that the CPU stores to the device where send-path is auto (ipath).")]
    public ByteCount PioLimit { get; init; } = new(34_000);

    /// <summary>How long user pages stay pinned for messages; heeded by ipath.</summary>
    [Description("How long user pages stay pinned for messages (ipath): per-message or registered (as long as the buffer).")]
    public MessagePin MessagePin { get; init; } = MessagePin.PerMessage;

    /// <summary>How long a context is open; heeded by ipath.</summary>
    [Description("How long a context is open (ipath): process (as long as its thread) or buffer (a fresh one for each buffer).")]
    public ContextLife ContextLife { get; init; } = ContextLife.Process;

    /// <summary>The number of SPUs; heeded by spu-switch.</summary>
    [Description("The number of SPUs (spu-switch); each buffer of each slot of a thread is the store of one context.")]
    public int Spus { get; init; } = 8;

    /// <summary>How long a context keeps its SPU while others wait; heeded by spu-switch.</summary>
    [Description("How long a context keeps its SPU while others wait (spu-switch).")]
    public Duration ContextSlice { get; init; } = Duration.Milliseconds(100);

    /// <summary>The size of an SPU's local store; heeded by spu-switch.</summary>
    [Description("The size of an SPU's local store, all of which moves at a switch (spu-switch).")]
    public ByteCount StoreSize { get; init; } = ByteCount.Kibibytes(256);

    /// <summary>How a process gets at an object that its driver moves; heeded by spu-switch and migrating-object.</summary>
    [Description(
        "How a process gets at an object that its driver moves (spu-switch, migrating-object): mapped (entries follow it) or "
        + "copied (in and out).")]
    public ObjectAccess ObjectAccess { get; init; } = ObjectAccess.Mapped;

    /// <summary>What another device may do with the mapped local store; heeded by spu-switch.</summary>
    [Description(
        "What a device may do with the mapped local store (spu-switch): none (the SPU's own engine moves the data), allowed "
        + "(pin it, whatever a switch does), refused (its driver copies) or synchronised (a pin delays the switch).")]
    public UserPages UserPages { get; init; } = UserPages.None;

    /// <summary>The number of register windows of each SPU; heeded by spu-switch.</summary>
    [Description("The number of register windows of each SPU (spu-switch), for the count of page structures.")]
    public int Windows { get; init; } = 1;

    /// <summary>The size of a register window; heeded by spu-switch.</summary>
    [Description("The size of a register window (spu-switch).")]
    public ByteCount WindowSize { get; init; } = ByteCount.Kibibytes(4);

    /// <summary>How far apart register windows begin; heeded by spu-switch.</summary>
    [Description("How far apart register windows begin in physical memory (spu-switch); 0 B puts them side by side.")]
    public ByteCount WindowSpacing { get; init; } = ByteCount.Kibibytes(512);

    /// <summary>Whether register windows have page structures; heeded by spu-switch.</summary>
    [Description("Whether register windows have page structures (spu-switch): page-structures or frame-numbers.")]
    public WindowPages WindowPages { get; init; } = WindowPages.PageStructures;

    /// <summary>The size of video memory; heeded by migrating-object.</summary>
    [Description("The size of video memory, which all objects share (migrating-object).")]
    public ByteCount VideoMemory { get; init; } = ByteCount.Mebibytes(64);

    /// <summary>Whether a device locks an object in place before it uses it; heeded by migrating-object.</summary>
    [Description("Whether a device has an object locked in place while it uses it (migrating-object).")]
    public bool LockInPlace { get; init; } = true;

    /// <summary>What becomes of a request for that lock while the object is moving; heeded by migrating-object.</summary>
    [Description("What becomes of a request to lock an object that is moving (migrating-object): wait or refuse.")]
    public WhileMoving WhileMoving { get; init; } = WhileMoving.Wait;

    /// <summary>Where objects go that leave video memory, and who moves them; heeded by migrating-object.</summary>
    [Description(
        "Where objects go that leave video memory (migrating-object): aperture (the device's engine copies) or system (a CPU "
        + "copies).")]
    public Eviction Eviction { get; init; } = Eviction.Aperture;

    /// <summary>How user pages are pinned.</summary>
    internal PinOptions Pin => new() { Scheme = Scheme, Retry = Retry, WriteCheck = WriteCheck, SearchOwn = SearchOwn };
}
