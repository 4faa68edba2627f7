using System.Globalization;

namespace DmaModel.Analysis.Tables;

/// <summary>One field of a table: text, a whole number, a number, or nothing.</summary>
/// <remarks>A NaN and an empty text are blanks: all three say that there is nothing, and a file cannot tell them apart.</remarks>
public readonly record struct Cell
{
    private readonly string? _text;
    private readonly double _number;
    private readonly long _whole;
    private readonly CellKind _kind;

    private Cell(CellKind kind, string? text, double number, long whole)
    {
        _kind = kind;
        _text = text;
        _number = number;
        _whole = whole;
    }

    private enum CellKind
    {
        Blank,
        Text,
        Number,
        Whole,
    }

    /// <summary>The cell that holds nothing.</summary>
    public static Cell Blank => default;

    /// <summary>Whether the cell holds nothing.</summary>
    public bool IsBlank => _kind == CellKind.Blank;

    /// <summary>Whether the cell holds a number, whole or not.</summary>
    public bool IsNumber => _kind is CellKind.Number or CellKind.Whole;

    /// <summary>Whether the cell holds a whole number that was given as one.</summary>
    public bool IsWhole => _kind == CellKind.Whole;

    /// <summary>The number in the cell; a blank is NaN.</summary>
    /// <exception cref="InvalidOperationException">The cell holds text.</exception>
    public double Number => _kind switch
    {
        CellKind.Number => _number,
        CellKind.Whole => _whole,
        CellKind.Blank => double.NaN,
        _ => throw new InvalidOperationException($"The cell holds the text '{_text}', not a number."),
    };

    /// <summary>Makes a cell of text.</summary>
    public static implicit operator Cell(string? text) =>
        string.IsNullOrEmpty(text) ? default : new(CellKind.Text, text, 0, 0);

    /// <summary>Makes a cell of a whole number.</summary>
    public static implicit operator Cell(long whole) => new(CellKind.Whole, text: null, 0, whole);

    /// <summary>Makes a cell of a number.</summary>
    public static implicit operator Cell(double number) =>
        double.IsNaN(number) ? default : new(CellKind.Number, text: null, number, 0);

    /// <summary>Reads a field: what one of the number types would write exactly so is that number, all else is text.</summary>
    /// <remarks>So '0042' and '1e5' stay text, and a file that is read and written again keeps its bytes.</remarks>
    public static Cell Parse(string field)
    {
        var culture = CultureInfo.InvariantCulture;
        if (long.TryParse(field, NumberStyles.AllowLeadingSign, culture, out var whole) && whole.ToString(culture) == field)
            return whole;
        if (double.TryParse(field, NumberStyles.Float, culture, out var number) && number.ToString("R", culture) == field)
            return number;
        return field;
    }

    /// <summary>The field as it stands in a file: invariant, with the digits that tell a number from its neighbours.</summary>
    public override string ToString() => _kind switch
    {
        CellKind.Text => _text!,
        CellKind.Number => _number.ToString("R", CultureInfo.InvariantCulture),
        CellKind.Whole => _whole.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
