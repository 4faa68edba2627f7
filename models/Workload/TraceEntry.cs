using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>One transfer of a recorded trace.</summary>
/// <param name="Time">When it was asked for, since the start of the trace.</param>
/// <param name="Size">Its size.</param>
public readonly record struct TraceEntry(Duration Time, ByteCount Size);
