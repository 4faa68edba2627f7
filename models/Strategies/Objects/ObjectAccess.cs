namespace DmaModel.Strategies.Objects;

/// <summary>How a process gets at an object that its driver moves.</summary>
public enum ObjectAccess
{
    /// <summary>It has the object mapped, and the entries follow it.</summary>
    Mapped,

    /// <summary>The data are copied in and out; nothing is mapped.</summary>
    Copied,
}
