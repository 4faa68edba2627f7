namespace DmaModel.Analysis.Figures;

/// <summary>Draws figures as SVG text.</summary>
public interface IFigureWriter
{
    /// <summary>Draws one figure as a whole SVG document; the same figure always gives the same text.</summary>
    string Write(Figure figure);
}
