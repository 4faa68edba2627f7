namespace DmaModel;

/// <summary>What a scenario must satisfy beyond the types of its values.</summary>
public static class ScenarioRules
{
    /// <summary>Every rule that a scenario breaks: the path of the offending parameter, and what is wrong with it.</summary>
    public static IEnumerable<(string Path, string Message)> Broken(Scenario scenario) => [];
}
