using System.Globalization;

namespace DmaModel.Experiments.Results;

/// <summary>Sees to it that an experiment shows all that its earlier results show.</summary>
public static class Extension
{
    /// <summary>Compares an experiment with the results in a folder.</summary>
    /// <param name="experiment">The experiment, with what is to be added.</param>
    /// <param name="path">The folder of results.</param>
    /// <exception cref="FormatException">There are no results, or the experiment would drop some of what they show.</exception>
    public static void Check(Experiment experiment, string path)
    {
        var earlier = ManifestFile.Read(path)?.Experiment
            ?? throw new FormatException($"'{path}' holds no results that could be extended; 'dmamodel run' makes some.");
        var now = ManifestBuilder.Describe(experiment);
        var dropped = Dropped(earlier, now).ToList();
        if (dropped.Count > 0)
        {
            throw new FormatException(
                $"This would drop {string.Join("; ", dropped)}. The results were made by '{earlier.Command}'; give the same "
                + "options and add to them, or use 'dmamodel run'.");
        }
    }

    private static IEnumerable<string> Dropped(ExperimentFacts earlier, ExperimentFacts now)
    {
        if (now.Seed != earlier.Seed)
            yield return string.Create(CultureInfo.InvariantCulture, $"the seed {earlier.Seed}");
        if (now.Replications < earlier.Replications)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{earlier.Replications - now.Replications} of {earlier.Replications} replications");
        }

        foreach (var factor in earlier.Factors)
        {
            var levels = now.Factors.FirstOrDefault(other => other.Name == factor.Name)?.Levels ?? [];
            var lost = factor.Levels.Select(level => level.Label)
                .Except(levels.Select(level => level.Label), StringComparer.Ordinal)
                .ToList();
            if (lost.Count > 0)
                yield return $"{factor.Name} = {string.Join(", ", lost)}";
        }
    }
}
