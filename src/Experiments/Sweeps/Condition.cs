using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Sweeps;

/// <summary>What a condition is asked about.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="LabelOf">The level's label of a factor that is no parameter.</param>
public readonly record struct ConditionSubject(Scenario Scenario, Func<string, string> LabelOf);

/// <summary>
/// A condition on scenarios, such as <c>platform.cpus &lt;= 4 || strategy != copy</c>: paths, quantities with units, words,
/// the six comparisons, &amp;&amp; before ||, and parentheses.
/// </summary>
public sealed class Condition
{
    private readonly Func<ConditionSubject, bool> _holds;

    private Condition(string text, Place place, Func<ConditionSubject, bool> holds)
    {
        Text = text;
        Place = place;
        _holds = holds;
    }

    /// <summary>The condition as it was written.</summary>
    public string Text { get; }

    /// <summary>Where it was written.</summary>
    public Place Place { get; }

    /// <summary>Whether the condition holds.</summary>
    public bool Holds(ConditionSubject subject) => _holds(subject);

    /// <summary>Reads a condition; null, with findings, if it is wrong.</summary>
    /// <param name="node">The piece that holds its text.</param>
    /// <param name="labels">The names of the factors that are no parameters.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static Condition? Read(Node node, IReadOnlyCollection<string> labels, Findings findings)
    {
        if (node is not ScalarNode { IsEmpty: false } scalar)
        {
            findings.Add(
                node.Place,
                $"a condition such as 'platform.cpus <= 4' is wanted here, but '{node.Quote}' is "
                + $"{(node is ScalarNode ? "empty" : node.Kind)}");
            return null;
        }

        var before = findings.Count;
        var holds = new ConditionParser(scalar, labels, findings).Parse();
        return holds is null || findings.Count != before ? null : new Condition(scalar.Text, scalar.Place, holds);
    }
}
