using DmaModel.Experiments.Figures;

namespace DmaModel.Experiments.Results;

/// <summary>Says which rows of scenarios figures and report need, so that a large experiment fits into memory.</summary>
internal sealed class KeptRows
{
    /// <summary>The most scenarios of which all rows are kept.</summary>
    /// <remarks>Beyond them there is no figure of where the time goes unless one is asked for.</remarks>
    public const int MostScenarios = 20_000;

    private const int MostSaturated = 100;

    private readonly HashSet<int>? _shown;
    private int _saturated;

    /// <summary>Looks at what is shown.</summary>
    /// <param name="figures">The figures.</param>
    /// <param name="scenarios">The number of scenarios.</param>
    public KeptRows(IReadOnlyList<FigurePlan> figures, int scenarios) =>
        _shown = scenarios <= MostScenarios ? null : [.. figures.SelectMany(figure => figure.Points)];

    /// <summary>Whether the row of a scenario is kept; rows come in order.</summary>
    public bool Keeps(int scenario, bool isSaturated) =>
        _shown is null || _shown.Contains(scenario) || (isSaturated && _saturated++ < MostSaturated);
}
