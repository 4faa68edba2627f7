using DmaModel.Analysis.Statistics;
using DmaModel.Experiments.Comparing;

namespace DmaModel.Experiments.Finding;

/// <summary>Where two strategies trade places.</summary>
/// <param name="Crossings">The places, in order; none where one strategy is shown to be ahead wherever anything is shown.</param>
/// <param name="Places">Everything that was looked at, in order.</param>
/// <param name="IsExhausted">Whether looks ran out before the intervals were narrow.</param>
/// <param name="Replications">The replications at the places, at most.</param>
public sealed record SearchResult(
    IReadOnlyList<Crossing> Crossings, IReadOnlyList<SignAt> Places, bool IsExhausted, int Replications);

/// <summary>Finds where a metric of two strategies crosses, or where one strategy meets a limit.</summary>
/// <param name="trials">Runs scenarios.</param>
/// <param name="most">The most replications at a place.</param>
public sealed class CrossoverSearch(Trials trials, int most)
{
    private const int Fewest = 5;
    private const int Grid = 9;

    // An interval whose ends are 2 % apart is a point, for all that the costs are known to.
    private const double Narrow = 1.02;

    /// <summary>Finds where the first scenario's metric crosses the second's along a line.</summary>
    public SearchResult Between(Scenario first, Scenario second, ScenarioLine line, double from, double to, string metric)
    {
        var observations = new PairedObservations(trials, metric, place => [line.At(first, place), line.At(second, place)]);
        return Search(observations, first, from, to, line.Nearest);
    }

    /// <summary>Finds where a scenario's metric passes a limit along a line.</summary>
    public SearchResult Limit(Scenario scenario, ScenarioLine line, double from, double to, string metric, double limit)
    {
        var observations = new PairedObservations(trials, metric, place => [line.At(scenario, place)], limit);
        return Search(observations, scenario, from, to, line.Nearest);
    }

    private SearchResult Search(
        PairedObservations observations, Scenario scenario, double from, double to, Func<double, double> nearest)
    {
        var search = new CrossingSearch(
            (place, count) => observations.At(nearest(place), count), Math.Min(Fewest, most), most, scenario.Run.Confidence);
        var crossings = search.Find(from, to, Grid, Narrow);
        return new SearchResult(crossings, [.. search.Places], search.IsExhausted, search.Places.Max(place => place.Count));
    }
}
