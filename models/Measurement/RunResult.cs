namespace DmaModel.Measurement;

/// <summary>What one run gave.</summary>
public sealed record RunResult
{
    /// <summary>Every metric, in the order of the columns; the same names in the same order for every run.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>Whether the backlog kept growing, so that no latency is given.</summary>
    public required bool Saturated { get; init; }

    /// <summary>Whether the run settled in its first half, or was given its warm-up; if not, there is no steady state to
    /// tell of.</summary>
    public bool Settled { get; init; } = true;

    /// <summary>The rolling hash over what happened when; equal for equal runs, on either simulation library.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>The number of simulated events.</summary>
    public required long Events { get; init; }

    /// <summary>The number of transfers that were completed, warm-up included.</summary>
    public required long Transfers { get; init; }

    /// <summary>What was first seen of data that were not as they should be, warm-up included, in a sentence; null where all
    /// were.</summary>
    public string? WrongData { get; init; }

    /// <summary>Points of the cumulative distribution of latency: (nanoseconds, share of transfers at most that long);
    /// empty where saturated.</summary>
    public required IReadOnlyList<(double Nanoseconds, double Share)> LatencyDistribution { get; init; }
}
