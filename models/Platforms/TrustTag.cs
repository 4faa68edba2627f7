namespace DmaModel.Platforms;

/// <summary>How far the source of a figure is to be trusted.</summary>
public enum TrustTag
{
    /// <summary>Read in the primary text.</summary>
    V1,

    /// <summary>Read in a later summary of the source.</summary>
    V2,

    /// <summary>Derived from figures tagged V1 by the formula that the source names.</summary>
    D,

    /// <summary>Recalled or common knowledge, not yet checked against a text.</summary>
    M,

    /// <summary>A guess: no source gives it, and the range is what can be defended.</summary>
    Guess,

    /// <summary>Set by an experiment, which thereby makes it a factor and not a fact.</summary>
    Set,
}
