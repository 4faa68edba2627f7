namespace DmaModel;

/// <summary>How much of a run's beginning is left out of what is measured.</summary>
/// <param name="Transfers">
/// The number of transfers that arrive before measurement starts; null where the run finds out by itself.
/// </param>
public readonly record struct WarmUp(int? Transfers)
{
    /// <summary>How files spell a warm-up that the run finds out by itself.</summary>
    public const string AutoWord = "auto";

    /// <summary>The run finds out by itself how long it took to settle.</summary>
    public static WarmUp Auto { get; }

    /// <summary>Whether the run finds out by itself.</summary>
    public bool IsAuto => Transfers is null;

    /// <summary>A warm-up of a number of transfers.</summary>
    public static implicit operator WarmUp(int transfers) => new(transfers);

    /// <inheritdoc/>
    public override string ToString() => Transfers is { } transfers ? FormattableString.Invariant($"{transfers}") : AutoWord;
}
