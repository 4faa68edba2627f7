using System.Text.Encodings.Web;
using System.Text.Json;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Claims.Trial;

namespace DmaModel.Experiments.Claims.Evidence;

/// <summary>How verdicts are told.</summary>
public enum VerdictFormat
{
    /// <summary>A table for a terminal.</summary>
    Text,

    /// <summary>A table in Markdown.</summary>
    Md,

    /// <summary>JSON, every place of every claim included.</summary>
    Json,

    /// <summary>The kernel's test protocol, a line a claim.</summary>
    Ktap,
}

/// <summary>Tells verdicts in each of the formats.</summary>
public static class VerdictFormats
{
    private const int Width = 150;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>Writes the verdicts.</summary>
    public static void Write(IReadOnlyList<ClaimFinding> findings, VerdictFormat format, TextWriter output)
    {
        switch (format)
        {
            case VerdictFormat.Md:
                MarkdownTable.Write(VerdictTable.Short(findings), output, maxWidth: 400);
                break;
            case VerdictFormat.Json:
                output.Write(JsonSerializer.Serialize(findings.Select(Facts), Json) + "\n");
                break;
            case VerdictFormat.Ktap:
                Ktap(findings, output);
                break;
            default:
                TextTable.Write(VerdictTable.Of(findings), output, Width);
                break;
        }
    }

    // See Documentation/dev-tools/ktap.rst of the Linux kernel.
    private static void Ktap(IReadOnlyList<ClaimFinding> findings, TextWriter output)
    {
        output.Write(FormattableString.Invariant($"KTAP version 1\n1..{findings.Count}\n"));
        foreach (var (index, finding) in findings.Index())
        {
            var passed = finding.Verdict is Verdict.Supported or Verdict.NotModelled ? "ok" : "not ok";
            var directive = finding.Verdict == Verdict.NotModelled ? " # SKIP not modelled" : "";
            var where = finding.Boundary.Length > 0 ? ", " + finding.Boundary : "";
            if (directive.Length == 0)
                output.Write($"# {finding.Claim.Id}: {Reading.Names.Of(finding.Verdict)}{where}\n");
            output.Write(FormattableString.Invariant($"{passed} {index + 1} {finding.Claim.Name}{directive}\n"));
        }
    }

    private static object Facts(ClaimFinding finding) => new
    {
        Claim = finding.Claim.Id,
        finding.Claim.Says,
        finding.Claim.Source,
        Verdict = Reading.Names.Of(finding.Verdict),
        finding.Boundary,
        finding.Replications,
        finding.Runs,
        finding.OutOfBudget,
        Robustness = finding.Robustness?.Line,
        Killers = finding.Robustness?.Killers,
        Expectations = finding.Expectations.Select(expectation => new
        {
            expectation.Expectation.Says,
            Where = expectation.Expectation.Region?.Text,
            Verdict = Reading.Names.Of(expectation.Verdict),
            expectation.Boundary,
            Places = expectation.Cells.Select(cell => new
            {
                Place = cell.Cell.ToString(),
                Outcome = FindingWords.Of(cell.Outcome),
                Effect = cell.Effect?.Mean,
                HalfWidth = cell.Effect is { HasInterval: true } effect ? effect.HalfWidth : (double?)null,
                cell.Note,
            }),
        }),
    };
}
