namespace DmaModel.Analysis.Figures.Scales;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where it stands, in the axis's base unit.</param>
/// <param name="Label">What it says; empty for a minor tick.</param>
internal readonly record struct Tick(double Value, string Label)
{
    /// <summary>Whether the tick is one between the labelled ones.</summary>
    public bool IsMinor => Label.Length == 0;
}
