using System.Globalization;
using DmaModel.Analysis;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Comparing;
using DmaModel.Experiments.Finding;
using DmaModel.Experiments.Reading;

namespace DmaModel.Cli.Verbs;

/// <summary>Says what a search has found.</summary>
internal static class FindText
{
    /// <summary>Where two strategies trade places.</summary>
    public static void Crossover(
        SearchResult result,
        IReadOnlyList<string> names,
        ScenarioLine line,
        string metric,
        Scenario scenario,
        TableFormat format,
        Surroundings surroundings)
    {
        if (Programs(result, format, surroundings))
            return;

        var output = surroundings.Output;
        Tell(Point(scenario, line.Path), output);
        foreach (var crossing in result.Crossings)
        {
            var (below, above) = crossing.SignBelow < 0 ? (names[0], names[1]) : (names[1], names[0]);
            Tell($"{metric}: {below} has less up to, and {above} from", output);
            var ends = $"between {Show(line, crossing.Low)} and {Show(line, crossing.High)}";
            Tell($"{line.Path} = {Show(line, crossing.Estimate)}, {ends}", output);
        }

        if (result.Crossings.Count == 0)
            Tell(NoCrossing(result, names, metric), output);
        Foot(result, scenario, output);
    }

    /// <summary>The largest load that meets a target.</summary>
    public static void MaxLoad(
        SearchResult result,
        string metric,
        double limit,
        double capacity,
        Scenario scenario,
        TableFormat format,
        Surroundings surroundings)
    {
        if (Programs(result, format, surroundings))
            return;

        var output = surroundings.Output;
        var target = $"{metric} at most {Quantity.OfUnit(Column.FromHeader(metric).Unit).Format(limit, 4)}";
        Tell(Point(scenario, "workload.offered-load"), output);
        if (result.Crossings is [var crossing, ..] && crossing.SignBelow < 0)
        {
            var shown = $"{Rate(crossing.Estimate)}, between {Rate(crossing.Low)} and {Rate(crossing.High)}";
            Tell($"{target}: up to {shown}", output);
            var share = (crossing.Low / capacity).ToString("0.#%", CultureInfo.InvariantCulture);
            var whole = (capacity / 1e9).ToString("0.00", CultureInfo.InvariantCulture);
            Tell($"The lower end is {share} of the {whole} GB/s of payload that the link carries.", output);
        }
        else
        {
            var places = result.Places.Where(place => place.Sign != 0).ToList();
            Tell(
                places.Count > 0 && places.TrueForAll(place => place.Sign < 0)
                    ? $"{target}: at every load up to {Rate(result.Places[^1].At)}"
                    : $"{target}: at no load from {Rate(result.Places[0].At)} on",
                output);
        }

        Foot(result, scenario, output);

        static string Rate(double value) => Quantity.ByteRate.Format(value, 4);
    }

    private static string Show(ScenarioLine line, double value) => Quantity.OfUnit(line.Dimension.BaseUnit).Format(value, 4);

    private static string Point(Scenario scenario, string varied)
    {
        var workload = scenario.Workload;
        var load = varied == "workload.offered-load" ? "" : $", {AdHocExperiment.DescribeLoad(scenario)}";
        var size = varied == "workload.size" ? "" : $"{workload.Size}, ";
        return $"{scenario.Platform.Name}: {size}{Names.Of(workload.Direction)}, {Names.Of(workload.Arrival)} arrivals{load}";
    }

    private static string NoCrossing(SearchResult result, IReadOnlyList<string> names, string metric)
    {
        var signs = result.Places.Select(place => place.Sign).Where(sign => sign != 0).Distinct().ToList();
        return signs switch
        {
            [-1] => $"{metric}: no crossing; {names[0]} has less wherever a difference is shown",
            [1] => $"{metric}: no crossing; {names[1]} has less wherever a difference is shown",
            _ => $"{metric}: no difference is shown anywhere",
        };
    }

    private static void Foot(SearchResult result, Scenario scenario, TextWriter output)
    {
        var confidence = (scenario.Run.Confidence * 100).ToString("0.###", CultureInfo.InvariantCulture);
        Tell(
            $"{result.Places.Count} places, up to {result.Replications} replications; signs shown with {confidence} % confidence "
            + "in all of them together.",
            output);
        if (result.IsExhausted)
            Tell("The search ended before the interval was narrow: the differences are lost in noise.", output);
    }

    private static void Tell(string text, TextWriter output)
    {
        foreach (var line in WordWrap.Lines(text, TableWriter.Width))
            output.WriteLine(line);
    }

    private static bool Programs(SearchResult result, TableFormat format, Surroundings surroundings)
    {
        if (!TableWriter.IsForPrograms(format))
            return false;

        var table = new Table([.. ((string[])["low", "high", "estimate", "sign_below"]).Select(name => new Column(name))]);
        foreach (var crossing in result.Crossings)
            table.Add(crossing.Low, crossing.High, crossing.Estimate, crossing.SignBelow);
        TableWriter.WriteForPrograms(table, format, surroundings.Output);
        return true;
    }
}
