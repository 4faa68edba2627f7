namespace DmaModel.Strategies.Objects;

/// <summary>What becomes of a request to lock an object in place that is just moving.</summary>
public enum WhileMoving
{
    /// <summary>It waits for the end of the move.</summary>
    Wait,

    /// <summary>It is refused; the process asks again when the object has settled.</summary>
    Refuse,
}
