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

    /// <summary>Whether a scenario has been looked at.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether enough is wrong to look no further.</summary>
    public bool IsEnough => HasBegun && findings.Count >= MostFindings;

    /// <summary>Looks at a scenario.</summary>
    public void Check(ScenarioPoint point)
    {
        HasBegun = true;
        foreach (var (path, message) in ScenarioRules.Broken(Fill(point.Scenario, point.Levels)))
            findings.Add(PlaceOf(path, point), $"'{path}' {message}");
    }

    /// <summary>The scenario with the transfers of its trace, if it has one.</summary>
    public Scenario Fill(Scenario scenario, IReadOnlyList<Level> levels) => scenario.Workload.Trace is null
        ? scenario
        : traces.Fill(scenario, PlaceOf("workload.trace", new ScenarioPoint(0, scenario, levels)));

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
