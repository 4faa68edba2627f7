using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace DmaModel.Cli;

/// <summary>Shows how far the runs have come: a bar at a terminal, and a line now and then elsewhere.</summary>
internal sealed class ProgressDisplay(Surroundings surroundings)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _nextLine = BetweenLines;

    /// <summary>Does some work and shows its progress meanwhile.</summary>
    public T Show<T>(Func<Action<Experiments.Running.Progress>, T> work)
    {
        if (!surroundings.IsTerminal)
            return work(TellInLines);

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(surroundings.Error),
            ColorSystem = surroundings.IsPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        return console.Progress().AutoClear(enabled: true)
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                var bar = context.AddTask("starting");
                return work(progress =>
                {
                    bar.MaxValue = progress.Total;
                    bar.Value = progress.Done;
                    bar.Description = Describe(progress);
                });
            });
    }

    private void TellInLines(Experiments.Running.Progress progress)
    {
        if (_clock.Elapsed < _nextLine)
            return;

        _nextLine = _clock.Elapsed + BetweenLines;
        surroundings.Error.WriteLine(Describe(progress));
    }

    private string Describe(Experiments.Running.Progress progress)
    {
        var rate = (progress.Done - progress.Earlier) / Math.Max(_clock.Elapsed.TotalSeconds, 1e-3);
        var remaining = TimeSpan.FromSeconds(Math.Ceiling((progress.Total - progress.Done) / Math.Max(rate, 1e-9)));
        var failed = progress.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {progress.Failed} failed");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Done}/{progress.Total} runs{failed}, {rate:0.0} per second, {remaining:g} left");
    }
}
