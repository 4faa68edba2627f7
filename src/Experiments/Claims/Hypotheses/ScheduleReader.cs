using DmaModel.Experiments.Exploring;
using DmaModel.Experiments.Reading;
using DmaModel.Exploration;

namespace DmaModel.Experiments.Claims.Hypotheses;

/// <summary>Reads hypotheses on schedules, which need no experiment.</summary>
internal sealed class ScheduleReader(Binder binder, Findings findings)
{
    /// <summary>The keys that such a hypothesis begins with.</summary>
    public static readonly IReadOnlyList<string> Keys = ["reached", "not-reached"];

    /// <summary>Reads the hypothesis of a key; null, with findings, if it is wrong.</summary>
    public ScheduleHypothesis? Read(Entry entry)
    {
        if (binder.Bind(typeof(ScheduleSpec), existing: null, entry.Value, entry.Name) is not ScheduleSpec spec)
            return null;
        if (spec.Schedules < 1)
        {
            findings.Add(PlaceOf(entry, "schedules"), "at least one schedule must be tried");
            return null;
        }

        return Set(entry, spec.With, spec.Strategy) is { } adversaries
            ? new ScheduleHypothesis(entry.Name == Keys[0], spec.Options(adversaries), spec.Schedules)
            : null;
    }

    private static Place PlaceOf(Entry entry, string key) =>
        (entry.Value as MappingNode)?.Find(key)?.Value.Place ?? entry.Value.Place;

    private Adversaries? Set(Entry entry, string? names, ExploredStrategy strategy)
    {
        if (names is null)
            return Adversaries.All;

        var set = Adversaries.None;
        var before = findings.Count;
        foreach (var name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Names.Value(typeof(Adversaries), name) is Adversaries one)
            {
                set |= one;
                if (ExploreSpelling.Meaningless(strategy, one) is { } why)
                    findings.Add(PlaceOf(entry, "with"), why);
            }
            else
            {
                findings.AddUnknown(
                    PlaceOf(entry, "with"), $"unknown adversary '{name}'", name, Names.OfAll(typeof(Adversaries)));
            }
        }

        return findings.Count == before ? set : null;
    }
}
