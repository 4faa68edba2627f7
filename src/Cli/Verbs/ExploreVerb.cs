using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DmaModel.Experiments.Exploring;
using DmaModel.Exploration;

namespace DmaModel.Cli.Verbs;

/// <summary>Tries adversarial schedules against a strategy, and shows the first that goes wrong.</summary>
internal sealed class ExploreVerb
{
    private readonly ExploreArguments _arguments = new();

    private readonly Option<long> _seeds = new("--seeds")
    {
        Description = "The number of schedules to try, at most.",
        DefaultValueFactory = _ => 10_000,
        HelpName = "n",
    };

    private readonly Option<long> _from = new("--from") { Description = "The first seed.", HelpName = "seed" };

    private readonly Option<bool> _count = new("--count")
    {
        Description = "Tries all schedules and counts what each first shows, instead of stopping at the first.",
    };

    private readonly Option<int> _jobs = new("--jobs", "-j")
    {
        Description = "How many schedules to try at once; the result does not depend on it.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        HelpName = "n",
    };

    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var verb = new ExploreVerb();
        var command = new Command(
            "explore", "Tries adversarial schedules against a strategy, and shows the first that goes wrong.");
        verb._arguments.AddTo(command);
        command.Add(verb._seeds);
        command.Add(verb._from);
        command.Add(verb._count);
        command.Add(verb._jobs);
        foreach (var option in new Option[] { verb._seeds, verb._jobs })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && long.TryParse(token.Value, CultureInfo.InvariantCulture, out var n) && n < 1)
                    result.AddError($"{option.Name} wants at least 1");
            });
        }

        command.SetAction(parsed => verb.Explore(parsed, surroundings));
        return command;
    }

    private int Explore(ParseResult parsed, Surroundings surroundings)
    {
        var options = _arguments.Read(parsed);
        var (from, seeds) = (parsed.GetValue(_from), parsed.GetValue(_seeds));
        var jobs = parsed.GetValue(_jobs);
        var search = new ScheduleSearch(options, jobs);
        using var process = Process.GetCurrentProcess();
        var began = process.TotalProcessorTime;
        try
        {
            return parsed.GetValue(_count) ? Count() : First();
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }

        int Count()
        {
            var counts = search.CountAll(from, seeds, surroundings.Stop);
            foreach (var line in ScheduleReport.Counted(counts))
                surroundings.Output.WriteLine(line);
            TellRate(seeds);
            return counts[Oracle.Outcome.Correct] == seeds ? ExitCode.Fine : ExitCode.Finding;
        }

        int First()
        {
            if (search.FindFirst(from, seeds, surroundings.Stop) is not { } seed)
            {
                surroundings.Output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"nothing found in {seeds:N0} schedules, seeds {from} to {from + seeds - 1}"));
                TellRate(seeds);
                return ExitCode.Fine;
            }

            TellRate(seed - from + 1);
            var replay = $"dmamodel explore {ExploreSpelling.Of(options)} --from {seed} --seeds 1";
            foreach (var line in ScheduleReport.Found(new Explorer(options).Reduce(seed), seed - from + 1, replay))
                surroundings.Output.WriteLine(line);
            return ExitCode.Finding;
        }

        // By processor time, so that other work on the machine does not count.
        void TellRate(long tried)
        {
            process.Refresh();
            var seconds = (process.TotalProcessorTime - began).TotalSeconds;
            surroundings.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"explore: {tried:N0} schedules in {seconds:0.00} s of processor time, {tried / seconds:N0} a second and core"));
        }
    }
}
