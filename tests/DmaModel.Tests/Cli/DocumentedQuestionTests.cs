using System.Text.RegularExpressions;
using DmaModel.Cli;
using DmaModel.Tests.Experiments;
using DmaModel.Tests.Tidy;

namespace DmaModel.Tests.Cli;

/// <summary>The commands that the pages show are ones that the tool takes.</summary>
public sealed partial class DocumentedQuestionTests : IDisposable
{
    private readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Commands =>
    [
        .. Command().Matches(SourceTree.Read("docs/statistics.md") + SourceTree.Read("README.md"))
            .Select(match => match.Groups["arguments"].Value.Trim())
            .Distinct(StringComparer.Ordinal),
    ];

    [Fact]
    public void There_are_commands_on_the_pages() => Commands.Count.ShouldBeGreaterThanOrEqualTo(6);

    // Cut to a size that a test may take; what is said of exit codes is that none means a mistake.
    [Theory]
    [MemberData(nameof(Commands))]
    public void A_documented_command_runs(string arguments)
    {
        var small = arguments.StartsWith("sensitivity", StringComparison.Ordinal)
            ? " --trajectories 2 --rows 4 --survivors 2 --quick"
            : " --reps 3 --quick";
        var error = new StringWriter();
        var code = DmaModel.Cli.CommandLine.Run((arguments.Replace("'", "", StringComparison.Ordinal) + small).Split(' '), new Surroundings
        {
            Output = new StringWriter(),
            Error = error,
            Folder = _folder.Path,
            IsTerminal = false,
            IsPlain = true,
        });

        code.ShouldBeOneOf(ExitCode.Fine, ExitCode.Finding, ExitCode.Inconclusive);
        error.ToString().ShouldBeEmpty();
    }

    [GeneratedRegex(
        @"^dmamodel (?<arguments>(compare|find|sensitivity|welch) [^#\n]*)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();
}
