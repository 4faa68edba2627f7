using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Experiments.Finding;

/// <summary>One numeric parameter that a search moves along, all else equal.</summary>
public sealed class ScenarioLine
{
    private readonly ScenarioPath _path;

    private ScenarioLine(ScenarioPath path, Dimension dimension) => (_path, Dimension) = (path, dimension);

    /// <summary>The parameter's path.</summary>
    public string Path => _path.Text;

    /// <summary>The kind of quantity that it is.</summary>
    public Dimension Dimension { get; }

    /// <summary>Finds a parameter that can be moved along.</summary>
    /// <exception cref="FormatException">There is no such parameter, or it has no order.</exception>
    public static ScenarioLine Of(string path)
    {
        var findings = new Findings();
        if (ScenarioPath.Read(path, Place.Of("--over"), findings) is not { } found)
        {
            findings.ThrowIfAny();
            throw new FormatException($"'{path}' is a group of parameters, not one");
        }

        var dimension = found.Type == typeof(SizeDistribution) ? Dimension.Bytes : found.Dimension;
        return dimension is null
            ? throw new FormatException($"'{path}' has no order that could be searched along")
            : new ScenarioLine(found, dimension);
    }

    /// <summary>Reads a place on the line, such as '64 KiB', into base units.</summary>
    /// <exception cref="FormatException">It is no quantity of the kind wanted, or not above zero.</exception>
    public double Read(string option, string text)
    {
        if (QuantityText.Read(Dimension, text, out var number) is { } problem)
            throw new FormatException($"{option}: {problem.Text}");
        return number > 0 ? number : throw new FormatException($"{option} wants more than 0, not '{text}'");
    }

    /// <summary>The place nearest to a number that the parameter can be at: whole bytes, whole counts.</summary>
    public double Nearest(double number) => Dimension.NumberOf(Dimension.Make(Dimension.IsWhole ? Math.Round(number) : number));

    /// <summary>A scenario at a place on the line.</summary>
    public Scenario At(Scenario scenario, double number)
    {
        var value = Dimension.Make(Dimension.IsWhole ? Math.Round(number) : number);
        return _path.With(scenario, before => Typed(before, value))
            ?? throw new FormatException($"'{Path}' is not there on the platform {scenario.Platform.Name}");
    }

    private object? Typed(object? before, object value)
    {
        if (_path.Type == typeof(SizeDistribution))
            return new FixedSize((ByteCount)value);
        if (RecordShape.QuantityOfCost(_path.Type) is null)
            return value;
        return before is null ? null : Binder.SetCost(_path.Type, value);
    }
}
