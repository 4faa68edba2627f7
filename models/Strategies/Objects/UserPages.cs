namespace DmaModel.Strategies.Objects;

/// <summary>What a device other than the SPU's own engine may do with the local store as a process has it mapped.</summary>
public enum UserPages
{
    /// <summary>There is no other device: the engine of the SPU moves the data.</summary>
    None,

    /// <summary>It pins them, and is not told when the context is switched.</summary>
    Allowed,

    /// <summary>It may not pin them; its driver goes through a buffer of its own, and copies.</summary>
    Refused,

    /// <summary>It pins them, and the context is not switched before it lets go.</summary>
    Synchronised,
}
