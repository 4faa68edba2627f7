using System.Text.RegularExpressions;
using DmaModel.Cli;
using DmaModel.Tests.Experiments;
using DmaModel.Tests.Tidy;

namespace DmaModel.Tests.Cli;

/// <summary>The commands on the page about memory work as they stand there, and say what it says that they do.</summary>
public sealed partial class MemoryPageTests : IDisposable
{
    private readonly WorkingFolder _folder = new();
    private readonly StringWriter _output = new();

    private static IEnumerable<string> OnPage =>
        Command().Matches(SourceTree.Read("docs/memory.md")).Select(match => match.Groups["arguments"].Value.Trim());

    public static TheoryData<string> Commands => [.. OnPage];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_the_page_can_be_run(string arguments)
    {
        // A few schedules show that the words are right.
        var few = Seeds().Replace(arguments, "");

        Run([.. few.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--seeds", "100"])
            .ShouldBeOneOf(ExitCode.Fine, ExitCode.Finding);
    }

    [Fact]
    public void The_first_command_shows_what_the_page_quotes()
    {
        var quoted = Quoted().Match(SourceTree.Read("docs/memory.md")).Groups["text"].Value.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line is not ("" or "..."))
            .ToList();

        Run(OnPage.First().Split(' ')).ShouldBe(ExitCode.Finding);

        quoted.Count.ShouldBeGreaterThan(5);
        var told = _output.ToString().Split('\n').Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        quoted.Where(line => !told.Contains(line)).ShouldBeEmpty();
    }

    private int Run(string[] arguments) => DmaModel.Cli.CommandLine.Run(
        ["explore", .. arguments],
        new Surroundings
        {
            Output = _output,
            Error = TextWriter.Null,
            Folder = _folder.Path,
            IsTerminal = false,
            IsPlain = true,
        });

    [GeneratedRegex(@"^dmamodel explore (?<arguments>[^#\n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    [GeneratedRegex("--seeds [0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Seeds();

    [GeneratedRegex("```\n(?<text>lost data: .*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
