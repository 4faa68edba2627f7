using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>A pass of a core over memory: a copy or a read.</summary>
/// <param name="FullSpeed">How long it takes when the bus gives it all that it asks for.</param>
/// <param name="Traffic">The traffic on the bus that it causes meanwhile.</param>
public readonly record struct MemoryPass(Duration FullSpeed, Bandwidth Traffic);
