using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments;

/// <summary>Reads experiments: files, what they include, and what the command line changes about them.</summary>
/// <param name="catalogue">Finds experiments and platforms.</param>
/// <param name="metricsOf">
/// The columns of the metrics that a scenario's runs give, or null if they cannot be told beforehand.
/// </param>
public sealed class ExperimentReader(Catalogue catalogue, Func<Scenario, IReadOnlyList<string>?> metricsOf)
{
    /// <summary>Reads the experiment of a name or a path.</summary>
    /// <exception cref="InvalidInputException">Something is wrong; the exception says all that is.</exception>
    public Experiment Read(string name, ExperimentChanges changes)
    {
        var findings = new Findings();
        var source = catalogue.FindExperiment(name, Place.Of("dmamodel"), beside: null, findings);
        findings.ThrowIfAny();
        return Read(source!, changes);
    }

    /// <summary>Reads an experiment from a file.</summary>
    /// <exception cref="InvalidInputException">Something is wrong; the exception says all that is.</exception>
    public Experiment Read(SourceFile source, ExperimentChanges changes)
    {
        var findings = new Findings();
        var layers = new LayerReader(catalogue, findings).Read(source);
        if (layers.Count == 0 || layers[^1].Source != source)
            findings.ThrowIfAny();

        return new ExperimentBuilder(catalogue, layers, changes, findings).Build(metricsOf);
    }
}
