namespace DmaModel.Experiments.Results;

/// <summary>What one metric of two strategies has in common over the replications, at all places where both ran.</summary>
/// <param name="Metric">The metric's column.</param>
/// <param name="Base">The strategy that comes first, with whatever varies together with it.</param>
/// <param name="Other">The strategy that is compared.</param>
/// <param name="Places">The number of places: combinations of all other levels.</param>
/// <param name="Correlation">The median over the places of the correlation, between -1 and 1.</param>
/// <param name="LowestCorrelation">The lowest correlation.</param>
/// <param name="HighestCorrelation">The highest correlation.</param>
/// <param name="VarianceReduction">
/// The median of how many times smaller the variance of the difference is than that of independent runs; null where pairs
/// always differ by the same.
/// </param>
public sealed record PairingFacts(
    string Metric,
    string Base,
    string Other,
    int Places,
    double Correlation,
    double LowestCorrelation,
    double HighestCorrelation,
    double? VarianceReduction);
