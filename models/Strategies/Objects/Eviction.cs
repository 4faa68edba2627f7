namespace DmaModel.Strategies.Objects;

/// <summary>Where objects go that have to leave video memory, and who moves them.</summary>
public enum Eviction
{
    /// <summary>To pages that the device reaches through its aperture: the device's engine copies over the link.</summary>
    Aperture,

    /// <summary>To ordinary pages: a CPU copies through its window on video memory.</summary>
    System,
}
