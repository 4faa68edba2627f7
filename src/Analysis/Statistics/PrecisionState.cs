namespace DmaModel.Analysis.Statistics;

/// <summary>What a <see cref="PrecisionRule"/> says of the replications so far.</summary>
/// <param name="IsEnough">Whether no further replication is wanted.</param>
/// <param name="Count">How many replications count, from the first on; any beyond them were run in vain.</param>
/// <param name="AtLeast">How many more are wanted before the rule can say 'enough'; zero once it has.</param>
/// <param name="Reached">
/// The widest relative half-width of all metrics over the replications that count: 0.034 reads '±3.4 %'. NaN where no
/// metric gives one.
/// </param>
/// <param name="Widest">The place of the metric whose half-width that is; -1 where no metric gives one.</param>
/// <param name="IsPrecise">Whether what was asked for has been reached, and held through the look-ahead.</param>
public sealed record PrecisionState(bool IsEnough, int Count, int AtLeast, double Reached, int Widest, bool IsPrecise);
