namespace DmaModel.Experiments.Figures;

/// <summary>A figure that has been found to fit its experiment.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="Points">The numbers of the scenarios that it shows, in order.</param>
public sealed record FigurePlan(FigureSpec Spec, IReadOnlyList<int> Points);
