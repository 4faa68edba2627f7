using System.Text;
using DmaModel.Experiments.Reading;
using DmaModel.Workload;

namespace DmaModel.Experiments.Comparing;

/// <summary>An experiment that the command line alone describes: some strategies at one point.</summary>
/// <remarks>
/// It is written as a file would be and read as a file is, so that parameters are checked in the same way, with the same
/// words. Four threads on four CPUs keep up to eight transfers in flight each; <c>--set</c> changes that and all else.
/// </remarks>
public sealed record AdHocExperiment
{
    /// <summary>The verb that asks, which messages begin with.</summary>
    public required string Verb { get; init; }

    /// <summary>The strategies.</summary>
    public required IReadOnlyList<string> Strategies { get; init; }

    /// <summary>The name of the platform, or the path of its file.</summary>
    public required string Platform { get; init; }

    /// <summary>The size of transfers.</summary>
    public required string Size { get; init; }

    /// <summary>The load; null for the verb's own, unless the workload is no open one.</summary>
    public LoadText? Load { get; init; }

    /// <summary>The load where none is given.</summary>
    public required LoadText UsualLoad { get; init; }

    /// <summary>Further parameters.</summary>
    public required ExperimentChanges Changes { get; init; }

    /// <summary>Reads it into a scenario for each strategy.</summary>
    /// <param name="reader">Reads experiments.</param>
    /// <param name="folder">The folder that paths are relative to.</param>
    /// <exception cref="InvalidInputException">Something is wrong; the exception says all that is.</exception>
    /// <exception cref="FormatException">A parameter is varied, or a load is given that nothing offers.</exception>
    public IReadOnlyList<Scenario> Read(ExperimentReader reader, string folder)
    {
        var open = !Changes.Settings.Any(setting => setting.StartsWith("workload.arrival=closed", StringComparison.Ordinal)
            || setting.StartsWith("workload.arrival=replay", StringComparison.Ordinal));
        var given = Changes.Settings.Any(setting => setting.StartsWith("workload.offered-load=", StringComparison.Ordinal));
        if (Load is not null && (given || !open))
            throw new FormatException("--load and --set say different things about the load; give one of them");

        var source = new SourceFile(Verb, Encoding.UTF8.GetBytes(Text(open)), folder);
        var points = reader.Read(source, Changes).Points;
        if (points.Count != Strategies.Count)
            throw new FormatException($"{Verb} takes one value for each parameter; an experiment's file varies them");

        return [.. points.Select(point => point.Scenario).Select(scenario => open && !given
            ? (Load ?? UsualLoad).Apply(scenario)
            : scenario)];
    }

    /// <summary>Says how a scenario's load was meant.</summary>
    public static string DescribeLoad(Scenario scenario) => scenario.Workload.OfferedLoad is { } rate
        ? new LoadText(Share: null, rate).Describe(scenario)
        : scenario.Workload.Arrival == ArrivalKind.Closed
            ? "closed loop: each slot asks again when it is done"
            : "load of the trace";

    private string Text(bool open) =>
        $"""
        question: {Quoted(Verb + " " + string.Join(' ', Strategies))}
        platform: {Quoted(Platform)}
        base:
          platform: {"{ cpus: 4 }"}
          options: {"{ kernel-buffer: recycled }"}
          workload:
            arrival: poisson
            size: {Quoted(Size)}
            threads: 4
            depth: 8{(open ? "\n    offered-load: 1 GB/s" : "")}
        sweep:
          strategy: [{string.Join(", ", Strategies.Select(Quoted))}]
        run:
          replications: 10
        """;

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
