using System.ComponentModel;
using DmaModel.Strategies;

namespace DmaModel.Exploration;

/// <summary>How a driver keeps the user's pages while their data are in a bounce buffer.</summary>
public enum KeptPages
{
    /// <summary>Each page is held (vm_page_hold() by vm_fault_quick_hold_pages()): it stays, whatever becomes of its
    /// mapping.</summary>
    [Description("each page is held, whatever becomes of its mapping")]
    Held,

    /// <summary>They are wired through their mapping (vslock()): they stay in memory, until somebody unmaps them.</summary>
    [Description("the pages are wired through their mapping, which may go")]
    Wired,

    /// <summary>They are not kept.</summary>
    [Description("the pages are not kept")]
    None,
}

/// <summary>How bounced data get to and from the process, where schedules are explored.</summary>
public sealed record BounceChoices
{
    /// <summary>How they are copied.</summary>
    public BounceCopyKind Copy { get; init; } = BounceCopyKind.ByCurrentPmap;

    /// <summary>Which part of an interrupt copies, where the process does not.</summary>
    public BounceHandler Handler { get; init; } = BounceHandler.Thread;

    /// <summary>How the user's pages are kept.</summary>
    public KeptPages Kept { get; init; } = KeptPages.Held;

    /// <summary>Whether a plain copy in the process can take faults, as copyin() and copyout() can and bcopy() cannot.</summary>
    public bool HandlesFaults { get; init; }
}
