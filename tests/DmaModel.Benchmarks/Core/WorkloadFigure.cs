namespace DmaModel.Benchmarks.Core;

/// <summary>What an event of a workload costs on one simulation library.</summary>
/// <param name="Library">The library: Des or SimSharp.</param>
/// <param name="Workload">The workload's short name.</param>
/// <param name="Events">How many events the workload has.</param>
/// <param name="Nanoseconds">Processor time per event, in nanoseconds.</param>
/// <param name="Bytes">Bytes allocated per event.</param>
internal sealed record WorkloadFigure(string Library, string Workload, long Events, double Nanoseconds, double Bytes);
