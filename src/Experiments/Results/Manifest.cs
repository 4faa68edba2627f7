using System.Globalization;
using System.Text.Json.Serialization;
using DmaModel.Analysis.Statistics;
using DmaModel.Experiments.Figures;

namespace DmaModel.Experiments.Results;

/// <summary>What the results of an experiment are results of: enough to make them, and the report on them, again.</summary>
/// <remarks>Everything but <see cref="Timing"/> is the same whenever and wherever the experiment is run.</remarks>
public sealed record Manifest
{
    /// <summary>The file's name in a folder of results.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The format of the folder that this program writes.</summary>
    public const string CurrentFormat = "dmamodel-results-1";

    /// <summary>The format of the folder.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>The program.</summary>
    public required ToolFacts Tool { get; init; }

    /// <summary>The experiment as resolved.</summary>
    public required ExperimentFacts Experiment { get; init; }

    /// <summary>The platforms as resolved, each with every cost.</summary>
    public required IReadOnlyList<PlatformFacts> Platforms { get; init; }

    /// <summary>What came of the runs.</summary>
    public required OutcomeFacts Outcome { get; init; }

    /// <summary>The files of the folder beside this one, in order.</summary>
    public required IReadOnlyList<FileFacts> Files { get; init; }

    /// <summary>When and how fast the runs ran; the only part that depends on the clock and the machine.</summary>
    public required TimingFacts Timing { get; init; }
}

/// <summary>The program that made the results.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Commit">The commit that it was built from, if known.</param>
/// <param name="SimulationLibrary">The simulation library that it was built with.</param>
public sealed record ToolFacts(string Version, string? Commit, string SimulationLibrary);

/// <summary>The experiment as resolved.</summary>
public sealed record ExperimentFacts
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>How to read the answer.</summary>
    public required string Lead { get; init; }

    /// <summary>The command that makes the results again.</summary>
    public required string Command { get; init; }

    /// <summary>The number of scenarios.</summary>
    public required int Scenarios { get; init; }

    /// <summary>The number of replications of each; the fewest where a precision is asked for.</summary>
    public required int Replications { get; init; }

    /// <summary>How precise the means are to be; null if the number of replications is fixed.</summary>
    public PrecisionFacts? Precision { get; init; }

    /// <summary>The number of replications as people read it.</summary>
    [JsonIgnore]
    public string ReplicationsText => Precision is { } precision
        ? string.Create(CultureInfo.InvariantCulture, $"{Replications} to {precision.Most}")
        : Replications.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What the intervals are.</summary>
    [JsonIgnore]
    public string BasisOfIntervals => Precision is null
        ? Estimate.BasisOf(Confidence, Replications)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Confidence * 100:0.###} % Student-t interval over {ReplicationsText} replications, as many as a scenario needs");

    /// <summary>The number of transfers before measurement starts; null where each run finds it out.</summary>
    public int? WarmUp { get; init; }

    /// <summary>The number of transfers measured, or of all where each run finds out its warm-up.</summary>
    public required int Transfers { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The confidence of the intervals, between 0 and 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Whether each scenario has random numbers of its own, instead of the same as all others.</summary>
    public bool HasIndependentRandomNumbers { get; init; }

    /// <summary>What varies.</summary>
    public required IReadOnlyList<FactorFacts> Factors { get; init; }

    /// <summary>
    /// What does not vary: the parameters of the first scenario that are no factors, each as its path and value.
    /// </summary>
    public required IReadOnlyList<SettingFacts> Fixed { get; init; }

    /// <summary>The figures.</summary>
    public required IReadOnlyList<FigurePlan> Figures { get; init; }

    /// <summary>The files that it was read from, traces aside.</summary>
    public required IReadOnlyList<FileFacts> Sources { get; init; }
}

/// <summary>A factor with its levels.</summary>
/// <param name="Name">Its path, or the name of a label.</param>
/// <param name="Column">The column of summary.csv that tells its level, as the header spells it.</param>
/// <param name="Unit">The base unit of its numbers; empty for pure numbers and for words.</param>
/// <param name="Description">What it means.</param>
/// <param name="Levels">Its levels, in order.</param>
public sealed record FactorFacts(string Name, string Column, string Unit, string Description, IReadOnlyList<LevelFacts> Levels);

/// <summary>A level of a factor.</summary>
/// <param name="Label">The level as people read it.</param>
/// <param name="Number">Its number in base units, if it is one.</param>
public sealed record LevelFacts(string Label, double? Number);

/// <summary>A parameter with its value as people read it.</summary>
/// <param name="Path">The parameter's path.</param>
/// <param name="Value">Its value.</param>
public sealed record SettingFacts(string Path, string Value);

/// <summary>A file with the SHA-256 of its bytes.</summary>
/// <param name="Name">Its name, without the folders of the machine.</param>
/// <param name="Sha256">The hash, in hexadecimal digits.</param>
public sealed record FileFacts(string Name, string Sha256);

/// <summary>A platform as resolved: what the experiment sets for all its scenarios is set here too.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What machine it is.</param>
/// <param name="Sha256">The hash of its file.</param>
/// <param name="Settings">What is a choice of configuration.</param>
/// <param name="Costs">What is a cost.</param>
public sealed record PlatformFacts(
    string Name, string Title, string Sha256, IReadOnlyList<SettingFacts> Settings, IReadOnlyList<CostFacts> Costs);

/// <summary>A cost of a platform, in base units.</summary>
/// <param name="Path">Its path within the platform.</param>
/// <param name="Description">What it is the cost of.</param>
/// <param name="Unit">The base unit; empty for pure numbers.</param>
/// <param name="Value">The value that the model used.</param>
/// <param name="Low">The lowest defensible value.</param>
/// <param name="High">The highest defensible value.</param>
/// <param name="Tag">How far the source is to be trusted.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record CostFacts(
    string Path, string Description, string Unit, double Value, double Low, double High, string Tag, string Source);

/// <summary>What came of the runs.</summary>
/// <param name="Complete">Whether every run is there; false after an interruption or a failed run.</param>
/// <param name="Runs">The number of runs in runs.csv.</param>
/// <param name="Saturated">The number of scenarios whose backlog kept growing.</param>
/// <param name="Failures">The runs that failed.</param>
public sealed record OutcomeFacts(bool Complete, long Runs, int Saturated, IReadOnlyList<FailedRun> Failures)
{
    /// <summary>The number of runs that never settled, and give no metrics.</summary>
    public int Unsettled { get; init; }

    /// <summary>The quantiles that rest on too few transfers, a sentence each.</summary>
    public IReadOnlyList<string> ThinTails { get; init; } = [];

    /// <summary>What was wrong with the data of transfers, a sentence for each kind.</summary>
    public IReadOnlyList<string> WrongData { get; init; } = [];

    /// <summary>What it gained to compare strategies run by run; empty where there is nothing to compare, or too much.</summary>
    public IReadOnlyList<PairingFacts> Pairing { get; init; } = [];

    /// <summary>How precise the means are, where that was asked for.</summary>
    public PrecisionReached? Precision { get; init; }

    /// <summary>The runs that were run a second time.</summary>
    public RepeatedFacts? Repeated { get; init; }
}

/// <summary>The runs that were run a second time, to see that they give the same again.</summary>
/// <param name="Count">How many.</param>
/// <param name="Different">The keys of those that gave something else.</param>
public sealed record RepeatedFacts(int Count, IReadOnlyList<string> Different);

/// <summary>How precise the means are to be.</summary>
/// <param name="Asked">The half-width asked for, as a fraction of the mean.</param>
/// <param name="Most">The most replications of a scenario.</param>
/// <param name="Metrics">The metrics that it is asked of.</param>
public sealed record PrecisionFacts(double Asked, int Most, IReadOnlyList<string> Metrics);

/// <summary>How precise the means are.</summary>
/// <param name="Widest">The widest half-width of all scenarios, as a fraction of the mean; null if there is none.</param>
/// <param name="Precise">The number of scenarios that are as precise as asked.</param>
/// <param name="Unfinished">The number of those that still want replications, and may have them.</param>
public sealed record PrecisionReached(double? Widest, int Precise, int Unfinished);

/// <summary>When and how fast the runs ran.</summary>
/// <param name="Started">When the first run began, in universal time.</param>
/// <param name="Seconds">How long all of them took.</param>
/// <param name="Jobs">The number of runs at a time.</param>
public sealed record TimingFacts(DateTimeOffset Started, double Seconds, int Jobs);
