using DmaModel.Experiments.Reading;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Comparing;

/// <summary>Finds metrics of runs by the columns that hold them.</summary>
public static class MetricColumns
{
    /// <summary>The values of a metric over the replications.</summary>
    /// <exception cref="FormatException">There is no such metric; the message names the nearest.</exception>
    public static double[] ValuesOf(IReadOnlyList<RunResult> results, string column)
    {
        var metrics = results[0].Metrics;
        for (var place = 0; place < metrics.Count; place++)
        {
            if (metrics[place].Column == column)
                return [.. results.Select(result => result.Metrics[place].Value)];
        }

        var columns = metrics.Select(metric => metric.Column).ToList();
        var nearest = NearestName.Of(column, columns);
        throw new FormatException($"there is no metric '{column}'" + (nearest is null
            ? $"; there are {string.Join(", ", columns)}"
            : $"; did you mean '{nearest}'?"));
    }

    /// <summary>Whether more of a metric is better: as of throughput, and of nothing else.</summary>
    public static bool HigherIsBetter(string column) => column.StartsWith("throughput", StringComparison.Ordinal);
}
