using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;
using DmaModel.Platforms;

namespace DmaModel.Experiments.Finding;

/// <summary>One cost of a platform with the range in which it is believed to lie.</summary>
/// <param name="Path">Its path, such as 'platform.memory.cold-copy'.</param>
/// <param name="Dimension">The kind of quantity.</param>
/// <param name="Value">The value that the model uses, in base units.</param>
/// <param name="Low">The lowest defensible value, in base units.</param>
/// <param name="High">The highest defensible value, in base units.</param>
public sealed record CostFactor(string Path, Dimension Dimension, double Value, double Low, double High)
{
    /// <summary>The path without the platform, which all of them have in common.</summary>
    public string Name => Path["platform.".Length..];
}

/// <summary>The costs of a platform that have a range, as factors of a sensitivity analysis.</summary>
public sealed class CostFactors
{
    private const string FaultEntry = "platform.paging.fault-entry";
    private const string MinorFault = "platform.paging.minor-fault";

    private readonly Scenario _scenario;
    private readonly IReadOnlyList<ScenarioPath> _paths;

    /// <summary>Finds the factors of a scenario's platform.</summary>
    /// <param name="scenario">The scenario, with the costs as its platform gives them.</param>
    public CostFactors(Scenario scenario)
    {
        _scenario = scenario;
        _paths =
        [
            .. ScenarioPath.Leaves(typeof(Platform), "platform.")
                .Select(leaf => ScenarioPath.Find(leaf)!)
                .Where(path => RecordShape.QuantityOfCost(path.Type) is not null && HasRange(path)),
        ];
        Factors = [.. _paths.Select(Describe)];
    }

    /// <summary>The factors, in the order of the platform's file.</summary>
    public IReadOnlyList<CostFactor> Factors { get; }

    /// <summary>A scenario of another strategy, or the same, with some costs moved within their ranges.</summary>
    /// <param name="scenario">The scenario; it has the same platform.</param>
    /// <param name="factors">The numbers of the factors to move.</param>
    /// <param name="shares">For each of them where in its range it is to be, from 0 (lowest) to 1 (highest).</param>
    public Scenario Move(Scenario scenario, IReadOnlyList<int> factors, IReadOnlyList<double> shares)
    {
        for (var i = 0; i < factors.Count; i++)
        {
            var factor = Factors[factors[i]];
            var number = factor.Low + (shares[i] * (factor.High - factor.Low));
            scenario = Set(scenario, _paths[factors[i]], factor.Dimension.Make(number));
        }

        return WithinFault(scenario);
    }

    private static Scenario Set(Scenario scenario, ScenarioPath path, object value) =>
        path.With(scenario, _ => Binder.SetCost(path.Type, value))!;

    // Entering a fault is a part of it; where the two ranges overlap, the part gives way.
    private static Scenario WithinFault(Scenario scenario)
    {
        var paging = scenario.Platform.Paging;
        return paging.FaultEntry.Value > paging.MinorFault.Value
            ? Set(scenario, ScenarioPath.Find(FaultEntry)!, ScenarioPath.Plain(ScenarioPath.Find(MinorFault)!.Get(scenario))!)
            : scenario;
    }

    private bool HasRange(ScenarioPath path) =>
        path.Get(_scenario) is { } cost && EndOf(cost, nameof(Cost<double>.Low)) < EndOf(cost, nameof(Cost<double>.High));

    private CostFactor Describe(ScenarioPath path)
    {
        var cost = path.Get(_scenario)!;
        return new CostFactor(
            path.Text,
            path.Dimension!,
            Dimension.NumberOf(ScenarioPath.Plain(cost)!),
            EndOf(cost, nameof(Cost<double>.Low)),
            EndOf(cost, nameof(Cost<double>.High)));
    }

    private static double EndOf(object cost, string end) => Dimension.NumberOf(cost.GetType().GetProperty(end)!.GetValue(cost)!);
}
