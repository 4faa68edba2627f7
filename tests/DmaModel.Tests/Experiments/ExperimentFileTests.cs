using System.Text;
using DmaModel.Experiments;
using DmaModel.Experiments.Reading;

namespace DmaModel.Tests.Experiments;

/// <summary>The experiments that ship, and those that the documentation shows, can be run as they stand.</summary>
public sealed class ExperimentFileTests
{
    // A main job of a minute on two cores has room for about this many runs of 5,500 transfers.
    private const long MostRuns = 1_100;

    public static TheoryData<string> Shipped => [.. new Catalogue(AppContext.BaseDirectory).Experiments];

    public static TheoryData<int> Shown => [.. Enumerable.Range(0, BlocksOfThePage().Count)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void An_experiment_that_ships_reads_without_a_finding(string name)
    {
        var experiment = Reader().Read(name, ExperimentChanges.None);

        experiment.Figures.ShouldNotBeEmpty();
        experiment.Lead.ShouldNotBeEmpty();
        experiment.Runs.ShouldBeLessThanOrEqualTo(MostRuns);
    }

    [Fact]
    public void The_page_about_experiments_shows_some() => BlocksOfThePage().Count.ShouldBeGreaterThan(3);

    [Theory]
    [MemberData(nameof(Shown))]
    public void An_experiment_that_the_page_shows_reads_without_a_finding(int block)
    {
        var text = Encoding.UTF8.GetBytes(BlocksOfThePage()[block]);

        Reader().Read(new SourceFile($"docs-{block}.yaml", text, AppContext.BaseDirectory), ExperimentChanges.None).Points.ShouldNotBeEmpty();
    }

    // What metrics there are, a run tells; here it is enough that factors, conditions and platforms fit together.
    private static ExperimentReader Reader() => new(new Catalogue(AppContext.BaseDirectory), _ => null);

    private static IReadOnlyList<string> BlocksOfThePage()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "experiments.md"));
        return [.. page.Split("```yaml\n").Skip(1).Select(rest => rest.Split("```")[0])];
    }
}
