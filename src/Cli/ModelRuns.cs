using DmaModel.Experiments;
using DmaModel.Experiments.Claims;
using DmaModel.Experiments.Reading;

namespace DmaModel.Cli;

/// <summary>Joins the reading of experiments with the model that will run them.</summary>
internal static class ModelRuns
{
    // A run gives the same metrics whatever its length, so that a short one tells their names.
    private const int ProbeWarmUp = 20;
    private const int ProbeTransfers = 100;

    /// <summary>Reads experiments, and checks the metrics that their figures name against those that the model gives.</summary>
    public static ExperimentReader Reader(Surroundings surroundings) =>
        new(new Catalogue(surroundings.Folder), scenario => MetricsOf(scenario, surroundings));

    /// <summary>Reads claims, and checks the metrics that their hypotheses name likewise.</summary>
    public static ClaimReader Claims(Surroundings surroundings) =>
        new(new Catalogue(surroundings.Folder), scenario => MetricsOf(scenario, surroundings));

    private static IReadOnlyList<string>? MetricsOf(Scenario scenario, Surroundings surroundings)
    {
        try
        {
            var probe = scenario with { Run = scenario.Run with { WarmUp = ProbeWarmUp, Transfers = ProbeTransfers } };
            return [.. surroundings.Run(probe, 0).Metrics.Select(metric => metric.Column)];
        }
        catch (Exception)
        {
            // A scenario that cannot run is told as a failed run, with all that belongs to it.
            return null;
        }
    }
}
