using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Sweeps;

/// <summary>Checks every scenario against the rules of the models, and shows what breaks one where it was written.</summary>
internal sealed class RuleCheck(IReadOnlyList<Factor> factors, PlaceIndex places, TraceReader traces, Findings findings)
{
    // A rule that one scenario breaks is mostly broken by all; the first few places say enough.
    private const int MostFindings = 30;

    /// <summary>The scenarios with their traces read; empty, with findings, if one breaks a rule.</summary>
    public IReadOnlyList<ScenarioPoint> Check(IReadOnlyList<ScenarioPoint> points)
    {
        var whole = new List<ScenarioPoint>(points.Count);
        foreach (var point in points)
        {
            var scenario = traces.Fill(point.Scenario, PlaceOf("workload.trace", point));
            foreach (var (path, message) in ScenarioRules.Broken(scenario))
                findings.Add(PlaceOf(path, point), message.Contains(path, StringComparison.Ordinal) ? message : $"'{path}': {message}");
            if (findings.Count >= MostFindings)
                return [];

            whole.Add(point with { Scenario = scenario });
        }

        return findings.Any ? [] : whole;
    }

    // What a factor sets is wrong at its level; anything else is wrong where the base gives it.
    private Place PlaceOf(string path, ScenarioPoint point)
    {
        for (var index = 0; index < factors.Count; index++)
        {
            var name = factors[index].Name;
            if (path == name || path.StartsWith(name + ".", StringComparison.Ordinal))
                return name == "platform" ? places.Of(path) : point.Levels[index].Place;
        }

        return places.Of(path);
    }
}
