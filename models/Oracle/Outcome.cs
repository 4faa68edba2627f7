namespace DmaModel.Oracle;

/// <summary>What became of the data, or of the memory, of a transfer.</summary>
public enum Outcome
{
    /// <summary>Whoever looked found what was to be there.</summary>
    Correct,

    /// <summary>An older content was found; the newer one lies where the reader does not look.</summary>
    StaleData,

    /// <summary>An older content was found, and the newer one exists nowhere any more.</summary>
    LostData,

    /// <summary>What a device wrote for one process was found by another.</summary>
    WrongProcessData,

    /// <summary>A device wrote to a frame that belongs to nobody.</summary>
    WriteToFreedFrame,

    /// <summary>A call failed although all that it asked for was in order.</summary>
    SpuriousError,

    /// <summary>Callers wait for each other, or for themselves.</summary>
    Deadlock,

    /// <summary>Nobody has a frame any more, and yet it is not free; or a reference was dropped that nobody had.</summary>
    LeakedFrames,

    /// <summary>What one process wrote was found by another, or was sent by a device for another.</summary>
    InformationLeak,

    /// <summary>What one context of a shared device kept was reached by another: a store, or registers.</summary>
    OtherContextData,

    /// <summary>A frame was freed while a page table still mapped it.</summary>
    FreedWhileMapped,

    /// <summary>Code that may not sleep, as in an interrupt, had to.</summary>
    SleptInInterrupt,

    /// <summary>The kernel touched what was not there, in a context that cannot handle the fault.</summary>
    Panic,
}

/// <summary>An outcome that is not correct, and what was seen.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Text">What was seen, in a sentence.</param>
/// <param name="Frame">The frame that it was seen in; negative for none.</param>
/// <param name="Area">The area that it was seen through, if any.</param>
/// <param name="Page">The page of that area; negative for none.</param>
public sealed record Finding(Outcome Outcome, string Text, int Frame = -1, VirtualMemory.Vma? Area = null, int Page = -1);
