using DmaModel.Analysis.Figures.Styles;
using DmaModel.Experiments.Reading;
using DmaModel.Strategies;

namespace DmaModel.Experiments.Figures;

/// <summary>The catalogue of names that figures colour: the same name looks the same in every figure of every experiment.</summary>
internal static class FigureStyles
{
    /// <summary>Series: the strategies first, in the order of their declaration; other names find a style by their letters.</summary>
    public static SeriesStyles Series { get; } = SeriesStyles.ForSeries(Names.OfAll(typeof(StrategyKind)));

    /// <summary>Segments of stacked bars: stages and causes; time that nothing needed is grey.</summary>
    public static SeriesStyles Segments { get; } = SeriesStyles.ForSegments([], "idle");
}
