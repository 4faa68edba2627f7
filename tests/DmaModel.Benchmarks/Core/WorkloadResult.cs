namespace DmaModel.Benchmarks.Core;

/// <summary>What a run of a workload came to.</summary>
/// <param name="Events">How many events the core processed.</param>
/// <param name="Check">The checksum: equal if the same things happened in the same order at the same times.</param>
internal sealed record WorkloadResult(long Events, long Check);
