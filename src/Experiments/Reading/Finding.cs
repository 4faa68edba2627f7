namespace DmaModel.Experiments.Reading;

/// <summary>A place in a file, as editors and compilers name it; lines and columns count from 1.</summary>
/// <param name="File">The file as the user named it, or the option that the text came from.</param>
/// <param name="Line">The line, or 0 where the place is the whole file.</param>
/// <param name="Column">The column of the first offending character.</param>
public readonly record struct Place(string File, int Line, int Column)
{
    /// <summary>The place that is a whole file.</summary>
    public static Place Of(string file) => new(file, 0, 0);

    /// <summary>The place some characters further on in the same line.</summary>
    public Place Plus(int characters) => Line == 0 ? this : this with { Column = Column + characters };

    /// <summary>The place as 'file:line:column'.</summary>
    public override string ToString() => Line == 0 ? File : FormattableString.Invariant($"{File}:{Line}:{Column}");
}

/// <summary>One thing that is wrong with what the user wrote.</summary>
/// <param name="Place">Where it is wrong.</param>
/// <param name="Text">What is wrong, with the offending text in quotes.</param>
/// <param name="Nearest">The known name that was probably meant, if one is near.</param>
public sealed record Finding(Place Place, string Text, string? Nearest = null)
{
    /// <summary>The finding in one line, in the form that editors can jump from.</summary>
    public override string ToString() =>
        Nearest is null ? $"{Place}: error: {Text}" : $"{Place}: error: {Text}; did you mean '{Nearest}'?";
}
