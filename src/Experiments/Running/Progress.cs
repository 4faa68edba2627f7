namespace DmaModel.Experiments.Running;

/// <summary>How far the runs have come.</summary>
/// <param name="Done">The runs that have ended, those of earlier times among them.</param>
/// <param name="Total">All runs.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="Earlier">Those that had ended before this program began.</param>
public readonly record struct Progress(long Done, long Total, long Failed, long Earlier = 0);
