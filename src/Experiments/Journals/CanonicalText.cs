using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;
using DmaModel.Workload;

namespace DmaModel.Experiments.Journals;

/// <summary>
/// Writes what a run depends on as text, the same for the same values wherever they come from: a line for each parameter,
/// and the hash of the text of each record within the scenario.
/// </summary>
/// <remarks>
/// Most scenarios of a sweep share most of their records, so that a platform is hashed once and not for each scenario.
/// A cost counts by its value alone: its range, source and tag are what people are told about it.
/// </remarks>
internal sealed class CanonicalText
{
    // A sweep makes new records for what it varies; those are seen once, and must not pile up.
    private const int MostRecords = 1_000;

    // What people call a thing, where a trace lies (its transfers count), and what is done with runs once they are over.
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal)
    {
        "Platform.name", "Platform.title", "WorkloadSpec.trace", "RunPlan.replications", "RunPlan.confidence",
    };

    private static readonly ConcurrentDictionary<Type, Member[]> Counted = new();

    private readonly Dictionary<object, string> _hashes = new(ReferenceEqualityComparer.Instance);

    /// <summary>The members that no run depends on, as 'Record.member'.</summary>
    public static IReadOnlyCollection<string> Ignored => LeftOut;

    /// <summary>The text of a scenario.</summary>
    public string Of(Scenario scenario)
    {
        if (_hashes.Count > MostRecords)
            _hashes.Clear();
        var text = new StringBuilder();
        Write(scenario, text);
        return text.ToString();
    }

    private static Member[] MembersOf(Type type) =>
        [.. RecordShape.Of(type).Members.Where(member => !LeftOut.Contains(member.FullName))];

    private void Write(object record, StringBuilder text)
    {
        foreach (var member in Counted.GetOrAdd(record.GetType(), MembersOf))
            Append(member.Name, ScenarioPath.Plain(member.Property.GetValue(record)), text);

        if (record is WorkloadSpec { TraceEntries: { Count: > 0 } entries })
            Append("trace-entries", entries, text);
    }

    private void Append(string name, object? value, StringBuilder text)
    {
        text.Append(name).Append('=');
        Append(value, text);
        text.Append('\n');
    }

    private void Append(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                break;
            case string word:
                text.Append(word.Replace("\n", "\\n", StringComparison.Ordinal));
                break;
            case Enum word:
                text.Append(word);
                break;
            case bool yes:
                text.Append(yes ? "yes" : "no");
                break;
            case int or long:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
            case not null when Dimension.Of(value.GetType()) is { } dimension:
                text.Append(CultureInfo.InvariantCulture, $"{Dimension.NumberOf(value):R} {dimension.BaseUnit}");
                break;
            case not null when value.GetType().IsValueType:
                text.Append(value.GetType().Name).Append('(');
                Write(value, text);
                text.Append(')');
                break;
            default:
                text.Append(HashOf(value));
                break;
        }
    }

    private string HashOf(object value)
    {
        if (_hashes.TryGetValue(value, out var known))
            return known;

        var text = new StringBuilder(value is IEnumerable ? "list" : value.GetType().Name).Append('\n');
        if (value is IEnumerable list)
        {
            foreach (var item in list)
                Append("", item, text);
        }
        else
        {
            Write(value, text);
        }

        var hash = RunKey.HashOf(Encoding.UTF8.GetBytes(text.ToString())).ToString("x32", CultureInfo.InvariantCulture);
        _hashes.Add(value, hash);
        return hash;
    }
}
