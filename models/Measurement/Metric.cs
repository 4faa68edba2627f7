namespace DmaModel.Measurement;

/// <summary>One measured quantity of a run.</summary>
/// <param name="Name">What was measured, such as 'latency_p99'.</param>
/// <param name="Unit">Its unit as a CSV header spells it, such as 'ns'; empty for a pure number.</param>
/// <param name="Value">The value; not-a-number where the run gives none, as for latency at a saturated point.</param>
public readonly record struct Metric(string Name, string Unit, double Value)
{
    /// <summary>The column that holds it, with the unit last.</summary>
    public string Column => Unit.Length == 0 ? Name : $"{Name}_{Unit}";
}
