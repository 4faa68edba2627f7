using DmaModel.Analysis.Figures.Styles;
using DmaModel.Experiments.Reading;
using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Strategies;

namespace DmaModel.Experiments.Figures;

/// <summary>
/// The catalogue of names that figures colour: the same name looks the same in every figure of every experiment.
/// </summary>
internal static class FigureStyles
{
    /// <summary>
    /// Series: the strategies first, in the order of their declaration; other names find a style by their letters.
    /// </summary>
    public static SeriesStyles Series { get; } = SeriesStyles.ForSeries(Names.OfAll(typeof(StrategyKind)));

    /// <summary>
    /// Segments of stacked bars: causes, then the stages that are no causes; time in which nothing is done is grey.
    /// </summary>
    public static SeriesStyles Segments { get; } = SeriesStyles.ForSegments(
        CpuCauses.All.Select(CpuCauses.Name).Concat(Stages.All.Select(Stages.Name)).Select(MetricView.Words).Distinct(),
        MetricView.Words(Stages.Name(Stage.Queue)),
        MetricView.Words(Stages.Name(Stage.CpuWait)),
        MetricView.Words(CpuCauses.Name(CpuCause.Background)));
}
