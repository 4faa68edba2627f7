using DmaModel.Experiments.Reading;
using DmaModel.Platforms;

namespace DmaModel.Experiments.Sweeps;

/// <summary>Forms the scenarios of an experiment: the product of its axes, less what its conditions leave out.</summary>
/// <param name="axes">The axes.</param>
/// <param name="conditions">The conditions that every scenario must meet.</param>
/// <param name="baseOf">
/// The scenario that a platform starts from, or null with findings; the platform is null where no factor gives one.
/// </param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class Expander(
    IReadOnlyList<Axis> axes, IReadOnlyList<Condition> conditions, Func<Platform?, Scenario?> baseOf, Findings findings)
{
    private const long MostScenarios = 2_000_000;

    private readonly Factor[] _factors = [.. axes.SelectMany(axis => axis.Factors)];

    // Parts of a record are changed after the record itself, whatever the order in the file.
    private readonly int[] _order =
    [
        .. axes.SelectMany(axis => axis.Factors).Index()
            .Where(factor => factor.Item.Path is not null)
            .OrderBy(factor => factor.Item.Path!.Depth)
            .Select(factor => factor.Index),
    ];

    private readonly int _whole = Array.FindIndex(
        [.. axes.SelectMany(axis => axis.Factors)], factor => factor.Path?.Type == typeof(Platform));

    private int _mostMet;

    /// <summary>The scenarios; none, with findings, where levels do not fit or a rule is broken.</summary>
    /// <param name="place">Where the experiment stands.</param>
    /// <param name="check">Looks at each scenario and makes it whole.</param>
    public IReadOnlyList<ScenarioPoint> Expand(Place place, RuleCheck check)
    {
        if (axes.Any(axis => axis.Count == 0))
            return [];
        if (axes.Aggregate(1.0, (product, axis) => product * axis.Count) > MostScenarios)
        {
            findings.Add(
                place, FormattableString.Invariant($"the product of all factors has more than {MostScenarios} scenarios"));
            return [];
        }

        // A number a scenario is all that is kept; the scenario itself is made again whenever it is asked for.
        var total = axes.Aggregate(1, (product, axis) => product * axis.Count);
        var kept = new List<int>();
        for (var number = 0; number < total; number++)
        {
            var levels = Levels(number);
            if (Make(levels) is not { } scenario)
            {
                // What is wrong with one combination is wrong with many, and enough has been said.
                if (findings.Count > 20)
                    return [];
            }
            else if (conditions.Count == 0 || MetBy(new ConditionSubject(scenario, name => LabelOf(name, levels))))
            {
                if (!findings.Any || check.HasBegun)
                    check.Check(new ScenarioPoint(kept.Count, scenario, levels));
                if (check.IsEnough)
                    return [];
                kept.Add(number);
            }
        }

        if (kept.Count == 0 && !findings.Any)
            NothingLeft();
        return findings.Any ? [] : new ScenarioPoints(kept.Count == total ? null : [.. kept], total, Levels, Again);

        Scenario Again(Level[] levels) => ScenarioSalt.Apply(check.Fill(Make(levels)!, levels));
    }

    private bool MetBy(ConditionSubject subject)
    {
        var met = 0;
        while (met < conditions.Count && conditions[met].Holds(subject))
            met++;
        _mostMet = Math.Max(_mostMet, met);
        return met == conditions.Count;
    }

    private void NothingLeft()
    {
        var last = conditions[_mostMet];
        var before = _mostMet == 0 ? "none" : "none that meets the conditions before it";
        findings.Add(last.Place, $"no scenario is left: {before} meets '{last.Text}'");
    }

    // The last axis turns fastest, as nested loops in the order of the file would.
    private Level[] Levels(int number)
    {
        var levels = new Level[_factors.Length];
        var next = levels.Length;
        for (var axis = axes.Count - 1; axis >= 0; axis--)
        {
            (number, var choice) = Math.DivRem(number, axes[axis].Count);
            for (var factor = axes[axis].Factors.Count - 1; factor >= 0; factor--)
                levels[--next] = axes[axis].Factors[factor].Levels[choice];
        }

        return levels;
    }

    private string LabelOf(string name, Level[] levels) => levels[Array.FindIndex(_factors, factor => factor.Name == name)].Label;

    private Scenario? Make(Level[] levels)
    {
        var platform = _whole < 0 ? null : levels[_whole].Apply(null) as Platform;
        var scenario = baseOf(platform);

        foreach (var index in _order)
        {
            if (scenario is null)
                return null;
            if (index == _whole)
                continue;

            scenario = Apply(_factors[index], levels[index], scenario);
        }

        return scenario;
    }

    private Scenario? Apply(Factor factor, Level level, Scenario scenario)
    {
        var before = findings.Count;
        var changed = factor.Path!.With(scenario, level.Apply);
        if (changed is null && findings.Count == before)
            findings.Add(
                level.Place,
                $"'{factor.Name}' cannot be set: {scenario.Platform.Name} has no "
                + $"'{factor.Name[..factor.Name.LastIndexOf('.')]}'");
        return changed;
    }
}
