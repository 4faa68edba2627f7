using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DmaModel.Experiments.Reading;

/// <summary>Reads YAML into nodes that know their places: the only file that names the YAML library.</summary>
/// <remarks>
/// The nodes are built from the library's events and not from its own tree, which gives up at the first key that
/// stands twice, while here every finding of a file is wanted. Anchors and tags are refused: a value that
/// is shared is what <c>include</c> is for.
/// </remarks>
internal sealed class YamlReader
{
    private const int DeepestNesting = 40;

    private readonly Place _origin;
    private readonly Findings _findings;
    private readonly IParser _parser;

    private YamlReader(Place origin, string text, Findings findings)
    {
        _origin = origin;
        _findings = findings;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>Reads a file that holds one mapping; null, with findings, if it does not.</summary>
    public static MappingNode? ReadMapping(SourceFile source, Findings findings)
    {
        if (source.Text(findings) is not { } text)
            return null;

        switch (Read(new Place(source.Name, 1, 1), text, findings))
        {
            case MappingNode mapping:
                return mapping;
            case null:
                return null;
            case ScalarNode { IsEmpty: true }:
                findings.Add(Place.Of(source.Name), "the file is empty");
                return null;
            case var other:
                findings.Add(other.Place, $"keys with values are wanted here, but '{other.Quote}' is {other.Kind}");
                return null;
        }
    }

    /// <summary>Reads a text that holds one piece of YAML; null, with findings, if its syntax is wrong.</summary>
    /// <param name="origin">Where the text begins; one without a line, such as an option, stands for all that is in it.</param>
    /// <param name="text">The text.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static Node? Read(Place origin, string text, Findings findings)
    {
        try
        {
            return new YamlReader(origin, text, findings).Document();
        }
        catch (YamlException problem)
        {
            findings.Add(PlaceOf(origin, problem.Start), $"this is not valid YAML: {Sentence(problem.Message)}");
            return null;
        }
    }

    private static Place PlaceOf(Place origin, Mark mark) =>
        origin.Line == 0 ? origin : origin with { Line = checked((int)mark.Line), Column = checked((int)mark.Column) };

    private static string Sentence(string message)
    {
        var text = message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }

    private Node Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return new ScalarNode(_origin, "");

        _parser.Consume<DocumentStart>();
        var node = Piece(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            _findings.Add(PlaceOf(_origin, second.Start), "a second document begins here, but a file holds one");
        return node;
    }

    private Node Piece(int depth)
    {
        var start = _parser.Current!.Start;
        if (depth > DeepestNesting)
            throw new YamlException(start, start, $"it is nested more than {DeepestNesting} levels deep");
        if (_parser.Current is NodeEvent { Anchor.IsEmpty: false })
            _findings.Add(PlaceOf(_origin, start), "anchors and aliases are not supported; use 'include' to share values");

        if (_parser.TryConsume<Scalar>(out var scalar))
            return new ScalarNode(PlaceOf(_origin, scalar.Start), scalar.Value, scalar.Style is not ScalarStyle.Plain);
        if (_parser.TryConsume<SequenceStart>(out _))
            return Items(start, depth);
        if (_parser.TryConsume<MappingStart>(out _))
            return Entries(start, depth);

        var alias = _parser.Consume<AnchorAlias>();
        _findings.Add(PlaceOf(_origin, alias.Start), "anchors and aliases are not supported; use 'include' to share values");
        return new ScalarNode(PlaceOf(_origin, alias.Start), "*" + alias.Value.Value, quoted: true);
    }

    private ListNode Items(Mark start, int depth)
    {
        var items = new List<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Piece(depth + 1));
        return new ListNode(PlaceOf(_origin, start), items);
    }

    private MappingNode Entries(Mark start, int depth)
    {
        var entries = new List<Entry>();
        var first = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Piece(depth + 1);
            var value = Piece(depth + 1);
            if (key is not ScalarNode name)
                _findings.Add(key.Place, $"a key is a single word, but this is {key.Kind}");
            else if (first.TryGetValue(name.Text, out var earlier))
                _findings.Add(name.Place, $"duplicate key '{name.Text}', first given in line {earlier.Line}");
            else
                entries.Add(new Entry(name, value));

            if (key is ScalarNode { Text: var text })
                first.TryAdd(text, key.Place);
        }

        return new MappingNode(PlaceOf(_origin, start), entries);
    }
}
