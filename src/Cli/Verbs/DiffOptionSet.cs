using System.CommandLine;
using System.CommandLine.Parsing;
using DmaModel.Experiments.Diffs;
using DmaModel.Experiments.Quantities;

namespace DmaModel.Cli.Verbs;

/// <summary>The options that say how results are compared, and how that is told.</summary>
internal sealed class DiffOptionSet
{
    private const int DefaultRows = 20;

    private readonly Option<double> _margin = new("--margin")
    {
        Description = "The change that counts as none, as a share of the value before; 2% by default.",
        HelpName = "share",
        CustomParser = ReadShare,
        DefaultValueFactory = _ => new DiffOptions().Margin,
    };

    private readonly Option<string[]> _metrics = new("--metric")
    {
        Description =
            "The metrics to compare, as columns of runs.csv, or 'all'; by default the main ones and those that figures show.",
        HelpName = "column",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _rows = new("--rows")
    {
        Description = "The most rows of the table; the largest differences come first.",
        HelpName = "count",
        DefaultValueFactory = _ => DefaultRows,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "How the comparison is told.",
        DefaultValueFactory = _ => "text",
    };

    public DiffOptionSet() => _format.AcceptOnlyFromAmong("text", "md", "json");

    /// <summary>Adds all of them to a verb.</summary>
    public void AddTo(Command command)
    {
        AddToRun(command);
        command.Add(_format);
    }

    /// <summary>Adds those that suit a verb whose own results are told first, as text.</summary>
    public void AddToRun(Command command)
    {
        command.Add(_margin);
        command.Add(_metrics);
        command.Add(_rows);
    }

    /// <summary>Compares, tells, and gives the exit code that says what came of it.</summary>
    public int Compare(
        ComparedResults before, ComparedResults after, bool commonOnly, ParseResult parsed, Surroundings surroundings)
    {
        var options = new DiffOptions
        {
            Margin = parsed.GetValue(_margin),
            Metrics = parsed.GetValue(_metrics) ?? [],
            CommonOnly = commonOnly,
        };
        var report = ResultDiff.Of(before, after, options);
        var format = parsed.GetValue(_format);
        if (format == "json")
            DiffText.WriteJson(report, surroundings.Output);
        else
            DiffText.Write(report, Math.Max(1, parsed.GetValue(_rows)), format == "md", surroundings.Output);

        return report.Verdict switch
        {
            DiffVerdict.Different => ExitCode.Finding,
            DiffVerdict.NotShown => ExitCode.Inconclusive,
            _ => ExitCode.Fine,
        };
    }

    private static double ReadShare(ArgumentResult result)
    {
        if (QuantityText.Read(Dimension.Number, result.Tokens[0].Value, out var share) is { } problem)
            result.AddError($"--margin: {problem.Text}");
        return share;
    }
}
