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

    private int _mostMet;

    /// <summary>The scenarios; fewer, with findings, where levels do not fit.</summary>
    public IReadOnlyList<ScenarioPoint> Expand(Place place)
    {
        if (axes.Any(axis => axis.Count == 0))
            return [];
        if (axes.Aggregate(1.0, (product, axis) => product * axis.Count) > MostScenarios)
        {
            findings.Add(
                place, FormattableString.Invariant($"the product of all factors has more than {MostScenarios} scenarios"));
            return [];
        }

        var points = new List<ScenarioPoint>();
        var choice = new int[axes.Count];
        do
        {
            var levels = Levels(choice);
            if (Make(levels) is not { } scenario)
            {
                // What is wrong with one combination is wrong with many, and enough has been said.
                if (findings.Count > 20)
                    return [];
            }
            else if (MetBy(new ConditionSubject(scenario, name => LabelOf(name, levels))))
            {
                points.Add(new ScenarioPoint(points.Count, scenario, levels));
            }
        }
        while (Next(choice));

        if (points.Count == 0 && !findings.Any)
            NothingLeft();
        return points;
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

    private Level[] Levels(int[] choice)
    {
        var levels = new Level[_factors.Length];
        var next = 0;
        for (var axis = 0; axis < axes.Count; axis++)
        {
            foreach (var factor in axes[axis].Factors)
                levels[next++] = factor.Levels[choice[axis]];
        }

        return levels;
    }

    // The last axis turns fastest, as nested loops in the order of the file would.
    private bool Next(int[] choice)
    {
        for (var axis = choice.Length - 1; axis >= 0; axis--)
        {
            if (++choice[axis] < axes[axis].Count)
                return true;

            choice[axis] = 0;
        }

        return false;
    }

    private string LabelOf(string name, Level[] levels) => levels[Array.FindIndex(_factors, factor => factor.Name == name)].Label;

    private Scenario? Make(Level[] levels)
    {
        var whole = Array.FindIndex(_factors, factor => factor.Path?.Type == typeof(Platform));
        var platform = whole < 0 ? null : levels[whole].Apply(null) as Platform;
        var scenario = baseOf(platform);

        foreach (var index in _order)
        {
            if (scenario is null)
                return null;
            if (index == whole)
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
