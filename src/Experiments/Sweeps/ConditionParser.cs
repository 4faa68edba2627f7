using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Sweeps;

/// <summary>Reads the text of a condition into a function, by recursive descent.</summary>
internal sealed class ConditionParser(ScalarNode node, IReadOnlyCollection<string> labels, Findings findings)
{
    private const int DeepestNesting = 50;

    private readonly List<Token> _tokens = Token.Cut(node.Text);
    private int _next;
    private int _depth;

    private Token Current => _tokens[_next];

    /// <summary>The function, or null with a finding.</summary>
    public Func<ConditionSubject, bool>? Parse()
    {
        if (Either() is not { } condition)
            return null;

        return Current is { Kind: TokenKind.End, Text.Length: 0 } ? condition : Unexpected("'&&', '||' or the end");
    }

    private Func<ConditionSubject, bool>? Either()
    {
        var left = Both();
        while (left is not null && Take(TokenKind.Or))
        {
            var (first, second) = (left, Both());
            left = second is null ? null : subject => first(subject) || second(subject);
        }

        return left;
    }

    private Func<ConditionSubject, bool>? Both()
    {
        var left = Single();
        while (left is not null && Take(TokenKind.And))
        {
            var (first, second) = (left, Single());
            left = second is null ? null : subject => first(subject) && second(subject);
        }

        return left;
    }

    private Func<ConditionSubject, bool>? Single()
    {
        if (!Take(TokenKind.Open))
            return Comparison();
        if (++_depth > DeepestNesting)
            return Unexpected("fewer parentheses");

        var inner = Either();
        _depth--;
        return inner is null || Take(TokenKind.Close) ? inner : Unexpected("')'");
    }

    private Func<ConditionSubject, bool>? Comparison()
    {
        var left = Current;
        if (!Take(TokenKind.Operand))
            return Unexpected("a parameter such as 'workload.size'");

        var comparison = Current;
        if (!Take(TokenKind.Comparison))
            return Unexpected("one of == != < <= > >=");

        var right = Current;
        if (!Take(TokenKind.Operand))
            return Unexpected("a value or a parameter");

        return new ComparisonReader(labels, PlaceOf, findings).Read(left, comparison, right);
    }

    private bool Take(TokenKind kind)
    {
        if (Current.Kind != kind)
            return false;

        _next++;
        return true;
    }

    private Place PlaceOf(Token token) => node.TextPlace.Plus(token.At);

    private Func<ConditionSubject, bool>? Unexpected(string wanted)
    {
        var found = Current.Text.Length == 0 ? "the condition ends" : $"'{Current.Text}' stands";
        findings.Add(
            PlaceOf(Current),
            $"{found} where {wanted} is wanted, in '{node.Quote}'",
            Current.Kind == TokenKind.End && Current.Text == "=" ? "==" : null);
        return null;
    }
}
