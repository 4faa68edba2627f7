using DmaModel.Experiments.Cluster;
using DmaModel.Measurement;

namespace DmaModel.Cli;

/// <summary>Everything outside of the program that it reads or writes, so that tests can stand in for it.</summary>
public sealed record Surroundings
{
    /// <summary>Takes results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Takes progress, warnings and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The working folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether progress is watched by a person at a terminal.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>Whether colours are unwanted, as the environment variable NO_COLOR says.</summary>
    public required bool IsPlain { get; init; }

    /// <summary>Runs one scenario with one replication number.</summary>
    public Func<Scenario, int, RunResult> Run { get; init; } = ScenarioRun.Run;

    /// <summary>Runs one scenario with one replication number, and tells how its latency settled.</summary>
    public Func<Scenario, int, (RunResult Result, LatencyCourse Course)> Observe { get; init; } = ScenarioRun.Observe;

    /// <summary>Runs another program, such as those of a scheduler.</summary>
    public Ask Ask { get; init; } = Commands.Run;

    /// <summary>The words that start this program again.</summary>
    public IReadOnlyList<string> Program { get; init; } = Commands.OwnProgram;

    /// <summary>Runs one scenario with one replication number, and hands out the action that stops it.</summary>
    public Func<Scenario, int, Action<Action>, RunResult> RunStoppable { get; init; } = ScenarioRun.Run;

    /// <summary>Runs one scenario with one replication number, and with ties in the order of a seed.</summary>
    public Func<Scenario, int, long, RunResult> RunShuffled { get; init; } = ScenarioRun.RunShuffled;

    /// <summary>Tells to stop: the user's first interruption.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>The surroundings of this process, which Ctrl-C or a request to terminate tells to stop.</summary>
    public static Surroundings OfProcess()
    {
        var interruption = new Interruption();

        return new Surroundings
        {
            Output = Console.Out,
            Error = Console.Error,
            Folder = Environment.CurrentDirectory,
            IsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            IsPlain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Stop = interruption.Stop,
        };
    }

    /// <summary>A path of the user's, from the working folder on.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Folder);
}
