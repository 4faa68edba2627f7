using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Sweeps;

/// <summary>Reads how long runs are and how often they are repeated.</summary>
internal sealed class PlanReader(Binder binder, Findings findings, PlaceIndex places, PrecisionReader precision)
{
    private const string Prefix = "run.";

    // Enough to go through every part of a run and of the report, and no more.
    private const int QuickReplications = 2;
    private const int QuickWarmUp = 50;
    private const int QuickTransfers = 300;

    /// <summary>Whether a setting of the command line concerns the plan.</summary>
    public static bool IsPlan(Setting setting) => setting.Name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Reads the plan: the file's, then the settings', then the options'.</summary>
    public RunPlan Read(IReadOnlyList<Layer> layers, IReadOnlyList<Setting> settings, ExperimentChanges changes)
    {
        var plan = new RunPlan();
        foreach (var entry in layers.Select(layer => layer.Root.Find("run")).OfType<Entry>())
        {
            plan = binder.Bind(typeof(RunPlan), plan, precision.Take(entry.Value), "run") as RunPlan ?? plan;
            places.Add("run", entry.Value);
        }

        if (changes.Quick)
        {
            plan = plan with
            {
                Replications = QuickReplications,
                WarmUp = Math.Min(plan.WarmUp.Transfers ?? QuickWarmUp, QuickWarmUp),
                Transfers = Math.Min(plan.Transfers, QuickTransfers),
            };
        }

        foreach (var setting in settings.Where(IsPlan))
            plan = Set(plan, setting);

        precision.Take(changes);
        plan = plan with { Replications = changes.Replications ?? plan.Replications, Seed = changes.Seed ?? plan.Seed };
        CheckReplications(plan, changes);
        return plan;
    }

    private RunPlan Set(RunPlan plan, Setting setting)
    {
        var key = new ScalarNode(setting.Place, setting.Name[Prefix.Length..]);
        if (setting.Values.Items is not [var value])
        {
            findings.Add(setting.Place, $"'{setting.Name}' is the same for all scenarios and wants one value");
            return plan;
        }

        places.Add(setting.Name, value);
        var change = precision.Take(new MappingNode(setting.Place, [new Entry(key, value)]));
        return binder.Bind(typeof(RunPlan), plan, change, "run") as RunPlan ?? plan;
    }

    private void CheckReplications(RunPlan plan, ExperimentChanges changes)
    {
        if (plan.Replications < 1)
            findings.Add(
                changes.Replications is null ? places.Of("run.replications") : Place.Of("--reps"),
                "there must be at least one replication");
        if (plan.Transfers < 1)
            findings.Add(places.Of("run.transfers"), "at least one transfer must be measured");
        if (plan.Confidence is not (> 0 and < 1))
            findings.Add(places.Of("run.confidence"), "the confidence must lie between 0 % and 100 %, such as 95 %");
    }
}
