namespace DmaModel.Experiments.Reading;

/// <summary>A piece of a YAML file that knows where it stands.</summary>
public abstract class Node(Place place)
{
    /// <summary>Where the piece begins.</summary>
    public Place Place { get; } = place;

    /// <summary>What it is, as a message would call it.</summary>
    public abstract string Kind { get; }

    /// <summary>The piece in one line, cut short if it is long, as a message would quote it.</summary>
    public abstract string Quote { get; }
}

/// <summary>A single value.</summary>
/// <param name="place">Where it begins.</param>
/// <param name="text">Its text without quotes.</param>
/// <param name="quoted">Whether it stood in quotes, so that its text begins a character later.</param>
public sealed class ScalarNode(Place place, string text, bool quoted = false) : Node(place)
{
    /// <summary>The text without quotes.</summary>
    public string Text { get; } = text;

    /// <summary>Where the text itself begins.</summary>
    public Place TextPlace => quoted ? Place.Plus(1) : Place;

    /// <summary>Whether nothing was written where a value was due.</summary>
    public bool IsEmpty => Text.Length == 0 && !quoted;

    /// <inheritdoc/>
    public override string Kind => "a single value";

    /// <inheritdoc/>
    public override string Quote => Text.Length <= 60 ? Text : Text[..57] + "...";
}

/// <summary>A list of pieces.</summary>
public sealed class ListNode(Place place, IReadOnlyList<Node> items) : Node(place)
{
    /// <summary>The pieces, in order.</summary>
    public IReadOnlyList<Node> Items { get; } = items;

    /// <inheritdoc/>
    public override string Kind => "a list";

    /// <inheritdoc/>
    public override string Quote => Items.Count == 0 ? "[]" : "[...]";
}

/// <summary>One key of a mapping with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public sealed record Entry(ScalarNode Key, Node Value)
{
    /// <summary>The text of the key.</summary>
    public string Name => Key.Text;
}

/// <summary>Keys with values, in the order of the file; no key stands twice.</summary>
public sealed class MappingNode(Place place, IReadOnlyList<Entry> entries) : Node(place)
{
    /// <summary>The keys with their values, in the order of the file.</summary>
    public IReadOnlyList<Entry> Entries { get; } = entries;

    /// <inheritdoc/>
    public override string Kind => "a mapping";

    /// <inheritdoc/>
    public override string Quote => Entries.Count == 0 ? "{}" : $"{{ {Entries[0].Name}: ... }}";

    /// <summary>The entry of a key, or null.</summary>
    public Entry? Find(string key) => Entries.FirstOrDefault(entry => entry.Name == key);
}
