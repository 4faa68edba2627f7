using DmaModel.Analysis;
using DmaModel.Analysis.Statistics;
using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Claims.Judging;
using DmaModel.Experiments.Claims.Trial;

namespace DmaModel.Experiments.Claims.Evidence;

/// <summary>Puts findings into words.</summary>
internal static class FindingWords
{
    /// <summary>An outcome.</summary>
    public static string Of(CellOutcome outcome) => outcome switch
    {
        CellOutcome.Holds => "holds",
        CellOutcome.Fails => "does not hold",
        CellOutcome.Undecided => "undecided",
        _ => "not comparable",
    };

    /// <summary>A text with a capital at its beginning.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>How many places gave what.</summary>
    public static string Counts(ExpectationFinding finding)
    {
        if (finding.Expectation.Hypothesis is ScheduleHypothesis)
            return finding.Cells[0].Note;

        var parts = new List<string> { $"holds at {finding.Count(CellOutcome.Holds)} of {finding.Cells.Count} places" };
        foreach (var outcome in new[] { CellOutcome.Fails, CellOutcome.Undecided, CellOutcome.NotComparable })
        {
            if (finding.Count(outcome) > 0)
                parts.Add(FormattableString.Invariant($"{Of(outcome)} at {finding.Count(outcome)}"));
        }

        return string.Join(", ", parts);
    }

    /// <summary>An effect with its interval: a ratio, or where a crossing lies.</summary>
    public static string Effect(CellFinding cell, Hypothesis hypothesis, Experiment? experiment)
    {
        if (cell.Effect is not { } effect)
            return cell.Note;
        if (hypothesis is not CrossoverHypothesis crossover)
            return $"{Brief(effect)} x";

        var unit = experiment!.Factors.First(factor => factor.Name == crossover.Over).Unit;
        return $"at {Quantity.OfUnit(unit).Format(effect.Mean)}, {cell.Note}";
    }

    /// <summary>The range of the effects over all places, as a short line for a table; empty where there are none.</summary>
    public static string Range(ClaimFinding finding)
    {
        var parts = finding.Expectations
            .Select(one => (One: one, Effects: EffectsOf(one)))
            .Where(one => one.Effects.Count > 0 || one.One.Expectation.Hypothesis is ScheduleHypothesis)
            .Select(one => one.Effects.Count == 0
                ? one.One.Cells[0].Note
                : Range(one.One.Expectation.Hypothesis, one.Effects, finding.Claim.Measured));
        return string.Join("; ", parts);
    }

    // An interval that four digits do not show is left out.
    private static string Brief(Estimate effect) =>
        effect.RelativeHalfWidth <= 0.0005 ? Quantity.Plain.Format(effect.Mean, digits: 4) : effect.ToString();

    private static List<Estimate> EffectsOf(ExpectationFinding finding) =>
        [.. finding.Cells.Select(cell => cell.Effect).OfType<Estimate>()];

    private static string Range(Hypothesis hypothesis, List<Estimate> effects, Experiment experiment)
    {
        var (least, most) = (effects.MinBy(effect => effect.Mean)!, effects.MaxBy(effect => effect.Mean)!);
        if (hypothesis is CrossoverHypothesis crossover)
        {
            var quantity = Quantity.OfUnit(experiment.Factors.First(factor => factor.Name == crossover.Over).Unit);
            return effects.Count == 1 || least.Mean.Equals(most.Mean)
                ? $"at {quantity.Format(least.Mean)}"
                : $"at {quantity.Format(least.Mean)} to {quantity.Format(most.Mean)}";
        }

        return effects.Count == 1
            ? $"{Brief(least)} x"
            : $"{Quantity.Plain.Format(least.Mean)} to {Quantity.Plain.Format(most.Mean)} x";
    }
}
