namespace DmaModel.Analysis.Figures;

/// <summary>A board of words: a row each for what was judged, a column each for the conditions it was judged under.</summary>
/// <param name="Id">The figure's identifier.</param>
/// <param name="Title">The question or the finding.</param>
/// <param name="Columns">The conditions.</param>
/// <param name="Rows">What was judged, from the top.</param>
/// <param name="Tones">What the colours mean, in the order of the legend.</param>
public sealed record BoardFigure(
    string Id, string Title, IReadOnlyList<string> Columns, IReadOnlyList<BoardRow> Rows, IReadOnlyList<BoardTone> Tones)
    : Figure(Id, Title);

/// <summary>A row of a board.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it is about, in a line; longer text is cut.</param>
/// <param name="Cells">A cell for each column; null leaves the place empty.</param>
public sealed record BoardRow(string Name, string Text, IReadOnlyList<BoardCell?> Cells);

/// <summary>A cell of a board.</summary>
/// <param name="Tone">The index of its tone.</param>
/// <param name="Tooltip">What it says at length.</param>
public sealed record BoardCell(int Tone, string Tooltip);

/// <summary>A colour of a board, with the word that stands in its cells, so that nobody has to tell colours apart.</summary>
/// <param name="Word">The word.</param>
/// <param name="Colour">The colour as '#RRGGBB'.</param>
public sealed record BoardTone(string Word, string Colour);
