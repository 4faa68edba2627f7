using DmaModel.Experiments;
using DmaModel.Experiments.Reading;

namespace DmaModel.Benchmarks.Transfers;

/// <summary>The scenarios that are measured, read from the files beside this one.</summary>
internal static class TransferScenarios
{
    /// <summary>Every strategy at 64 KiB and half load.</summary>
    public static IReadOnlyList<Scenario> HalfLoad { get; } = Read("half-load.yaml");

    /// <summary>Every strategy undisturbed, at 4 KiB and at 1 MiB.</summary>
    public static IReadOnlyList<Scenario> OneByOne { get; } = Read("one-by-one.yaml");

    private static IReadOnlyList<Scenario> Read(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Transfers", file);
        var reader = new ExperimentReader(new Catalogue(Directory.GetCurrentDirectory()), static _ => null);
        return [.. reader.Read(path, ExperimentChanges.None).Points.Select(point => point.Scenario)];
    }
}
