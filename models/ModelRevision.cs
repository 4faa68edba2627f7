namespace DmaModel;

/// <summary>The revision of the models: what a scenario's runs give is the same as long as it is.</summary>
/// <remarks>
/// Stored runs are used again only by models of the same revision. Whoever changes what a run gives (an event's time or
/// order, a metric, its name) counts it up; a table of fingerprints under <c>tests/</c> fails where that was forgotten,
/// and is written anew together with the revision.
/// </remarks>
public static class ModelRevision
{
    /// <summary>The revision of these models.</summary>
    public const int Current = 11;
}
