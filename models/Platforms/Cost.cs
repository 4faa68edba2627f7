namespace DmaModel.Platforms;

/// <summary>One figure of a platform, with the range in which it is believed to lie and where it comes from.</summary>
/// <typeparam name="T">The quantity: a duration, a bandwidth, an amount of bytes or a pure number.</typeparam>
/// <param name="Value">The value that the model uses.</param>
/// <param name="Low">The lowest defensible value.</param>
/// <param name="High">The highest defensible value.</param>
/// <param name="Source">Where the figure was read, or what it was derived from.</param>
/// <param name="Tag">How far the source is to be trusted.</param>
public readonly record struct Cost<T>(T Value, T Low, T High, string Source, TrustTag Tag)
    where T : struct
{
    /// <summary>The value that the model uses, so that a cost can stand wherever its quantity is asked for.</summary>
    public static implicit operator T(Cost<T> cost) => cost.Value;
}
