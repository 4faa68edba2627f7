using DmaModel.Experiments.Claims.Judging;
using DmaModel.Experiments.Claims.Trial;

namespace DmaModel.Experiments.Claims.Evidence;

/// <summary>The evidence for one verdict as plain text, fit to paste into a mail.</summary>
public static class EvidenceText
{
    private const int MostPlaces = 12;

    /// <summary>Writes it, in lines of at most 75 characters.</summary>
    public static void Write(ClaimFinding finding, TextWriter output)
    {
        var claim = finding.Claim;
        var verdict = Reading.Names.Of(finding.Verdict);
        output.Write($"{claim.Id}: {verdict}\n");
        TextWrap.Write(output, claim.Says, "", "");
        TextWrap.Write(output, $"Argued by {claim.Source}.", "", "");
        if (claim.NotModelled.Length > 0)
        {
            output.Write('\n');
            TextWrap.Write(output, claim.NotModelled, "Not modelled: ", "  ");
            return;
        }

        if (finding.Boundary.Length > 0)
            TextWrap.Write(output, finding.Boundary + ".", "It ", "  ");
        output.Write('\n');
        TextWrap.Write(output, claim.Setting, "Put to the test: ", "  ");
        foreach (var (index, expectation) in finding.Expectations.Index())
            Write(index + 1, expectation, claim.Experiment, output);

        output.Write('\n');
        if (claim.Remark.Length > 0)
            TextWrap.Write(output, claim.Remark, "Remark: ", "  ");
        if (finding.Robustness is { } robustness)
        {
            TextWrap.Write(output, robustness.Line + ".", "Robustness: ", "  ");
            foreach (var killer in robustness.Killers)
                TextWrap.Write(output, killer + ".", "  - ", "    ");
        }

        if (finding.OutOfBudget)
            output.Write("The budget ended before everything was decided.\n");
        TextWrap.Write(output, Basis(finding), "Rests on: ", "  ");
        output.Write($"Again with: dmamodel claims {claim.Name}\n");
    }

    /// <summary>What the verdict rests on, in a sentence.</summary>
    public static string Basis(ClaimFinding finding)
    {
        if (finding.Claim.Experiment is not { } experiment)
            return "seeded schedules on a machine of a few pages; a schedule is a function of its seed alone.";

        var machines = string.Join(", ", experiment.Points.Select(point => point.Scenario.Platform.Name).Distinct());
        return FormattableString.Invariant(
            $"{finding.Runs} runs of {experiment.Points.Count} scenarios on {machines}, up to {finding.Replications} ")
            + FormattableString.Invariant($"replications, seed {experiment.Plan.Seed}; all places together are judged at ")
            + FormattableString.Invariant($"{experiment.Plan.Confidence * 100:0.###} % confidence.");
    }

    private static void Write(int number, ExpectationFinding finding, Experiment? experiment, TextWriter output)
    {
        output.Write('\n');
        var region = finding.Expectation.Region is { } where ? $" (where {where.Text})" : "";
        TextWrap.Write(output, $"{finding.Expectation.Says}{region}", FormattableString.Invariant($"{number}. "), "   ");
        TextWrap.Write(output, $"{Reading.Names.Of(finding.Verdict)}; {FindingWords.Counts(finding)}", "   ", "   ");

        if (finding.Cells is [{ Trace.Count: > 0 } only])
        {
            foreach (var line in only.Trace)
                output.Write(line.Length == 0 ? "\n" : $"   {line}\n");
            return;
        }

        // The places nearest to the bound say most about how safe the verdict is.
        var shown = finding.Cells.OrderBy(cell => cell.Distance).Take(MostPlaces).ToHashSet();
        foreach (var cell in finding.Cells.Where(shown.Contains))
        {
            var effect = FindingWords.Effect(cell, finding.Expectation.Hypothesis, experiment);
            TextWrap.Write(output, $"{cell.Cell}: {FindingWords.Of(cell.Outcome)}, {effect}", "   - ", "     ");
        }

        if (finding.Cells.Count > shown.Count)
        {
            var more = finding.Cells.Count - shown.Count;
            output.Write(FormattableString.Invariant($"   and {more} places farther from the bound\n"));
        }
    }
}
