using System.Collections.Concurrent;
using System.Reflection;
using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;
using DmaModel.Platforms;

namespace DmaModel.Experiments.Sweeps;

/// <summary>The way to one parameter of a scenario, such as <c>workload.size</c> or <c>platform.link.pcie.lanes</c>.</summary>
public sealed class ScenarioPath
{
    // A campaign asks for each parameter of each scenario, and to find a property by its name takes longer than to read it.
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> CostValues = new();

    private readonly IReadOnlyList<Member> _steps;

    private ScenarioPath(string text, IReadOnlyList<Member> steps)
    {
        Text = text;
        _steps = steps;
    }

    /// <summary>The path as files spell it.</summary>
    public string Text { get; }

    /// <summary>The type of the parameter; a cost where it is one.</summary>
    public Type Type => _steps[^1].Type;

    /// <summary>What the parameter means.</summary>
    public string Description => _steps[^1].Description;

    /// <summary>The number of names in the path.</summary>
    public int Depth => _steps.Count;

    /// <summary>The kind of quantity that the parameter holds, or null if it holds none.</summary>
    public Dimension? Dimension => Dimension.Of(RecordShape.QuantityOfCost(Type) ?? Type, _steps[^1].Name);

    /// <summary>Reads a path; null, with a finding, if it leads nowhere.</summary>
    public static ScenarioPath? Read(string text, Place place, Findings findings)
    {
        if (Find(text) is { } path)
            return path;

        var words = text.Split('.');
        var type = typeof(Scenario);
        for (var depth = 0; depth < words.Length; depth++)
        {
            if (!RecordShape.IsRecord(type))
            {
                findings.Add(place, $"'{text}' leads nowhere: '{string.Join('.', words[..depth])}' has no parts");
                return null;
            }

            if (RecordShape.Of(type).Find(words[depth]) is not { } member)
            {
                Unknown(text, words, depth, type, place, findings);
                return null;
            }

            type = member.Type;
        }

        return null;
    }

    /// <summary>The path of a text, or null if it leads nowhere.</summary>
    public static ScenarioPath? Find(string text)
    {
        var steps = new List<Member>();
        var type = typeof(Scenario);
        foreach (var word in text.Split('.'))
        {
            if (!RecordShape.IsRecord(type) || RecordShape.Of(type).Find(word) is not { } member)
                return null;

            steps.Add(member);
            type = member.Type;
        }

        return new ScenarioPath(text, steps);
    }

    /// <summary>The path that a text means: itself, or the only one that ends in it, as 'workload.size' does in 'size'.</summary>
    /// <param name="text">The text.</param>
    /// <param name="several">The paths that it could mean, where there are several.</param>
    public static ScenarioPath? FindShort(string text, out IReadOnlyList<string> several)
    {
        several = [];
        if (Find(text) is { } whole)
            return whole;

        var paths = Leaves(typeof(Scenario)).Where(leaf => leaf.EndsWith("." + text, StringComparison.Ordinal)).ToList();
        if (paths.Count > 1)
            several = paths;
        return paths is [var only] ? Find(only) : null;
    }

    /// <summary>Every path to a single value below a type, in the order of declaration.</summary>
    public static IEnumerable<string> Leaves(Type type, string prefix = "") => RecordShape.Of(type).Members.SelectMany(member =>
        RecordShape.IsRecord(member.Type) ? Leaves(member.Type, $"{prefix}{member.Name}.") : [prefix + member.Name]);

    /// <summary>The parameter's value in a scenario; null where a part on the way is absent.</summary>
    public object? Get(Scenario scenario)
    {
        object? value = scenario;
        foreach (var step in _steps)
        {
            if (value is null)
                return null;

            value = step.Property.GetValue(value);
        }

        return value;
    }

    /// <summary>
    /// A scenario with another value of the parameter; null where a part on the way is absent, or the change fails.
    /// </summary>
    public Scenario? With(Scenario scenario, Func<object?, object?> change) => (Scenario?)With(scenario, 0, change);

    /// <summary>The value that a cost stands for; anything else is itself.</summary>
    public static object? Plain(object? value) =>
        value is not null && CostValues.GetOrAdd(value.GetType(), CostValueOf) is { } cost ? cost.GetValue(value) : value;

    private static PropertyInfo? CostValueOf(Type type) =>
        RecordShape.QuantityOfCost(type) is null ? null : type.GetProperty(nameof(Cost<double>.Value));

    private object? With(object owner, int depth, Func<object?, object?> change)
    {
        var step = _steps[depth];
        var before = step.Property.GetValue(owner);
        if (before is null && depth < _steps.Count - 1)
            return null;

        var after = depth == _steps.Count - 1 ? change(before) : With(before!, depth + 1, change);
        if (after is null)
            return null;

        var copy = RecordShape.Of(owner.GetType()).Copy(owner);
        step.Property.SetValue(copy, after);
        return copy;
    }

    // A slip in a name that stands for the path that ends in it.
    private static string? NearestEnd(string text)
    {
        var leaves = Leaves(typeof(Scenario)).ToLookup(leaf => leaf[(leaf.LastIndexOf('.') + 1)..]);
        var end = text.Contains('.') ? null : NearestName.Of(text, leaves.Select(leaf => leaf.Key));
        return end is null ? null : leaves[end].First();
    }

    private static void Unknown(string text, string[] words, int depth, Type type, Place place, Findings findings)
    {
        var before = string.Concat(words[..depth].Select(word => word + "."));
        var siblings = RecordShape.Of(type).Members.Select(member => before + member.Name).ToList();

        // A slip in one word of the path, or a path whose beginning was left out.
        var nearest = NearestName.Of(before + words[depth], siblings);
        nearest = nearest is null
            ? NearestName.Of(text, Leaves(typeof(Scenario))) ?? NearestEnd(text)
            : string.Join('.', [nearest, .. words[(depth + 1)..]]);
        var text2 = $"unknown parameter '{text}'";
        if (nearest is not null)
            findings.Add(place, text2, nearest);
        else
            findings.Add(
                place,
                $"{text2} (known{(depth == 0 ? "" : $" in '{before.TrimEnd('.')}'")}: "
                + $"{string.Join(", ", siblings.Select(name => name[before.Length..]))})");
    }
}
