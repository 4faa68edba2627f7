using System.Reflection;

namespace DmaModel.Experiments.Results;

/// <summary>Says which program this is, from what the build wrote into its assemblies.</summary>
public static class ToolIdentity
{
    /// <summary>The facts about this program.</summary>
    public static ToolFacts Facts { get; } = Find();

    private static ToolFacts Find()
    {
        // The build appends the commit to the version, after a plus sign, where it knows one.
        var version =
            typeof(ToolIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
                ?? "0";
        var plus = version.IndexOf('+');
        var library = typeof(Scenario).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(fact => fact.Key == "SimulationLibrary")?.Value;
        return plus < 0
            ? new ToolFacts(version, Commit: null, library ?? "")
            : new ToolFacts(version[..plus], version[(plus + 1)..], library ?? "");
    }
}
