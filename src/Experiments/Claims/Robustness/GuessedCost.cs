using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;
using DmaModel.Platforms;

namespace DmaModel.Experiments.Claims.Robustness;

/// <summary>A cost of a platform that is a guess, with the ends of the range in which it is believed to lie.</summary>
/// <param name="Machine">The name of the platform.</param>
/// <param name="Path">Its path.</param>
/// <param name="Value">Its value in base units.</param>
/// <param name="Low">The low end in base units.</param>
/// <param name="High">The high end in base units.</param>
internal sealed record GuessedCost(string Machine, ScenarioPath Path, double Value, double Low, double High)
{
    /// <summary>All guessed costs of a platform that have a range, in the order of its file.</summary>
    public static IEnumerable<GuessedCost> Of(Platform platform)
    {
        var scenario = new Scenario
        {
            Platform = platform,
            Strategy = default,
            Workload = new Workload.WorkloadSpec(),
        };
        foreach (var text in ScenarioPath.Leaves(typeof(Platform), "platform."))
        {
            if (ScenarioPath.Find(text) is { Dimension: not null } path && path.Get(scenario) is { } cost
                && RecordShape.QuantityOfCost(cost.GetType()) is not null
                && Part(cost, nameof(Cost<double>.Tag)) is TrustTag.Guess)
            {
                yield return new GuessedCost(
                    platform.Name, path, Number(cost, "Value"), Number(cost, "Low"), Number(cost, "High"));
            }
        }
    }

    /// <summary>A scenario in which the cost has another value, or the same scenario where it is on another machine; null
    /// where the scenario's machine has no such cost.</summary>
    public Scenario? Set(Scenario scenario, double number) => scenario.Platform.Name == Machine
        ? Path.With(scenario, _ => Binder.SetCost(Path.Type, Path.Dimension!.Make(Rounded(number))))
        : scenario;

    /// <summary>A number of the cost's unit as a file would give it.</summary>
    public string Text(double number) => QuantityText.Write(Path.Dimension!.Make(Rounded(number)));

    private static object? Part(object cost, string name) => cost.GetType().GetProperty(name)!.GetValue(cost);

    private static double Number(object cost, string name) => Dimension.NumberOf(Part(cost, name)!);

    private double Rounded(double number) => Path.Dimension!.IsWhole ? Math.Round(number) : number;
}
