using DmaModel.Units;

namespace DmaModel.Measurement;

/// <summary>The state of a <see cref="FlowLedger"/> at an instant.</summary>
/// <param name="At">The instant.</param>
/// <param name="Arrivals">The transfers that had arrived since the start of the run.</param>
/// <param name="Completions">The transfers that had been completed since the start of the run.</param>
/// <param name="InFlight">The transfers that were in flight.</param>
/// <param name="TimeInFlight">The integral of the number in flight since the ledger was opened, in picoseconds.</param>
public readonly record struct FlowMark(Duration At, long Arrivals, long Completions, long InFlight, Int128 TimeInFlight);
