using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments;

/// <summary>A question with the scenarios that answer it, read from a file and found to be sound.</summary>
public sealed record Experiment
{
    /// <summary>The name: that of the file without folder and extension.</summary>
    public required string Name { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>A paragraph that says how to read the answer; empty if there is none.</summary>
    public required string Lead { get; init; }

    /// <summary>The factors, in the order of the file; those of a lock-step group stand together.</summary>
    public required IReadOnlyList<Factor> Factors { get; init; }

    /// <summary>The names of the factors that vary together, group by group; most groups have one.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> LockStep { get; init; }

    /// <summary>The scenarios, in the order of the sweep.</summary>
    public required IReadOnlyList<ScenarioPoint> Points { get; init; }

    /// <summary>The figures asked for.</summary>
    public required IReadOnlyList<FigurePlan> Figures { get; init; }

    /// <summary>How long runs are and how often they are repeated.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>How precise the means are to be; null if every scenario has as many replications as the plan says.</summary>
    public PrecisionPlan? Precision { get; init; }

    /// <summary>The most replications of a scenario.</summary>
    public int MostReplications => Precision?.Most ?? Plan.Replications;

    /// <summary>The platforms that the scenarios run on, as they were read.</summary>
    public required IReadOnlyList<PlatformFile> Platforms { get; init; }

    /// <summary>The experiment's own file and those it includes; the included ones come first.</summary>
    public required IReadOnlyList<SourceFile> Sources { get; init; }

    /// <summary>What the user changed on the command line, in order.</summary>
    public required ExperimentChanges Changes { get; init; }

    /// <summary>The number of runs that are needed at least: scenarios times replications.</summary>
    public long Runs => (long)Points.Count * Plan.Replications;
}

/// <summary>What a user may change about an experiment without touching its file.</summary>
public sealed record ExperimentChanges
{
    /// <summary>Nothing is changed.</summary>
    public static ExperimentChanges None { get; } = new();

    /// <summary>Parameters to set or to vary: <c>path=value[,value]</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Conditions that scenarios must meet beside the file's own.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>The number of replications, if not the file's; the fewest where a precision is asked for.</summary>
    public int? Replications { get; init; }

    /// <summary>The most replications where a precision is asked for, if not the file's.</summary>
    public int? MostReplications { get; init; }

    /// <summary>The precision asked for, if not the file's: a percentage or a word.</summary>
    public string? Precision { get; init; }

    /// <summary>The seed, if not the file's.</summary>
    public long? Seed { get; init; }

    /// <summary>Whether runs are cut to a few hundred transfers, to see that everything works.</summary>
    public bool Quick { get; init; }

    /// <summary>The changes as options of the command line, which make the same experiment again.</summary>
    public string Options => string.Concat(
        [
            .. Settings.Select(setting => $" --set {ShellWord.Quote(setting)}"),
            .. Conditions.Select(condition => $" --where {ShellWord.Quote(condition)}"),
            Replications is { } replications ? FormattableString.Invariant($" --reps {replications}") : "",
            MostReplications is { } most ? FormattableString.Invariant($"..{most}") : "",
            Precision is { } precision ? $" --precision {precision.Replace(" ", "", StringComparison.Ordinal)}" : "",
            Seed is { } seed ? FormattableString.Invariant($" --seed {seed}") : "",
            Quick ? " --quick" : "",
        ]);
}
