using System.Globalization;

namespace DmaModel.Experiments.Journals;

/// <summary>A part of an experiment's runs that one process takes, such as 3/8.</summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">The number of parts.</param>
public readonly record struct Shard(int Number, int Count)
{
    /// <summary>All runs.</summary>
    public static Shard All => new(1, 1);

    /// <summary>Whether these are all runs.</summary>
    public bool IsAll => Count == 1;

    /// <summary>The name of the journal for these runs, without its extension.</summary>
    public string JournalName => IsAll
        ? "local"
        : string.Create(CultureInfo.InvariantCulture, $"shard-{Number:d4}-of-{Count:d4}");

    /// <summary>Reads a shard that is written as 3/8; null if it is not.</summary>
    public static Shard? Read(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        return text.Split('/') is [var first, var second]
            && int.TryParse(first, NumberStyles.None, culture, out var number)
            && int.TryParse(second, NumberStyles.None, culture, out var count)
            && number >= 1 && number <= count && count <= 4_000
            ? new Shard(number, count)
            : null;
    }

    /// <summary>Whether a piece of work, numbered from 0, is part of this shard.</summary>
    /// <remarks>Neighbours go to different shards, so that a corner of a sweep that takes long is shared by all.</remarks>
    public bool Owns(long number) => number % Count == Number - 1;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
