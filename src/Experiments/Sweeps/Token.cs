namespace DmaModel.Experiments.Sweeps;

/// <summary>What a piece of a condition is.</summary>
internal enum TokenKind
{
    /// <summary>A path, a word or a quantity.</summary>
    Operand,

    /// <summary>One of == != &lt; &lt;= &gt; &gt;=.</summary>
    Comparison,

    /// <summary>Both sides must hold.</summary>
    And,

    /// <summary>One side must hold.</summary>
    Or,

    /// <summary>An opening parenthesis.</summary>
    Open,

    /// <summary>A closing parenthesis.</summary>
    Close,

    /// <summary>The end of the condition.</summary>
    End,
}

/// <summary>A piece of a condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text.</param>
/// <param name="At">The number of characters before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At)
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "(", ")"];

    /// <summary>Cuts a condition into its pieces; operands may hold single spaces, as '64 KiB' does.</summary>
    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            if (OperatorAt(text, at) is { } symbol)
            {
                tokens.Add(new Token(KindOf(symbol), symbol, at));
                at += symbol.Length;
                continue;
            }

            var end = at;
            while (end < text.Length && OperatorAt(text, end) is null && text[end] is not ('=' or '&' or '|' or '!'))
                end++;
            if (end == at)
            {
                // A lone '=' or '&' is kept as it is, for the message to quote.
                tokens.Add(new Token(TokenKind.End, text[at..(at + 1)], at));
                return tokens;
            }

            tokens.Add(new Token(TokenKind.Operand, text[at..end].TrimEnd(), at));
            at = end;
        }

        tokens.Add(new Token(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static string? OperatorAt(string text, int at) =>
        Array.Find(Operators, symbol => string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0);

    private static TokenKind KindOf(string symbol) => symbol switch
    {
        "&&" => TokenKind.And,
        "||" => TokenKind.Or,
        "(" => TokenKind.Open,
        ")" => TokenKind.Close,
        _ => TokenKind.Comparison,
    };
}
