using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Sweeps;

/// <summary>Checks every scenario against the rules of the models, and shows what breaks one where it was written.</summary>
/// <param name="factors">The factors, whose levels come first.</param>
/// <param name="places">Where the base gives its parameters.</param>
/// <param name="platforms">The platforms' own files.</param>
/// <param name="traces">Reads the traces that scenarios replay.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class RuleCheck(
    IReadOnlyList<Factor> factors,
    PlaceIndex places,
    IReadOnlyList<PlatformFile> platforms,
    TraceReader traces,
    Findings findings)
{
    // A rule that one scenario breaks is mostly broken by all; the first few places say enough.
    private const int MostFindings = 30;
    private const string PlatformPath = "platform";

    /// <summary>The scenarios with their traces read; empty, with findings, if one breaks a rule.</summary>
    public IReadOnlyList<ScenarioPoint> Check(IReadOnlyList<ScenarioPoint> points)
    {
        var whole = new List<ScenarioPoint>(points.Count);
        foreach (var point in points)
        {
            var scenario = traces.Fill(point.Scenario, PlaceOf("workload.trace", point));
            foreach (var (path, message) in ScenarioRules.Broken(scenario))
                findings.Add(PlaceOf(path, point), $"'{path}' {message}");
            if (findings.Count >= MostFindings)
                return [];

            whole.Add(point with { Scenario = scenario });
        }

        return findings.Any ? [] : whole;
    }

    // What a factor sets is wrong at its level; anything else is wrong where the base gives it, or else the platform's file.
    private Place PlaceOf(string path, ScenarioPoint point)
    {
        for (var index = 0; index < factors.Count; index++)
        {
            var name = factors[index].Name;
            if (name != PlatformPath && (path == name || path.StartsWith(name + ".", StringComparison.Ordinal)))
                return point.Levels[index].Place;
        }

        return places.Find(path) ?? PlaceInPlatform(path, point.Scenario.Platform.Name) ?? places.Of(path);
    }

    private Place? PlaceInPlatform(string path, string platform)
    {
        var file = platforms.FirstOrDefault(file => file.Platform.Name == platform);
        if (file is null || !path.StartsWith(PlatformPath + ".", StringComparison.Ordinal))
            return null;

        var own = new PlaceIndex(file.Root.Place);
        own.Add(PlatformPath, file.Root);
        return own.Of(path);
    }
}
