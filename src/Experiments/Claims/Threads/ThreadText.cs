using DmaModel.Experiments.Claims.Evidence;

namespace DmaModel.Experiments.Claims.Threads;

/// <summary>A thread as plain text, fit to paste into a mail.</summary>
public static class ThreadText
{
    /// <summary>Writes it, in lines of at most 75 characters.</summary>
    public static void Write(ThreadFinding finding, TextWriter output)
    {
        var thread = finding.Thread;
        TextWrap.Write(output, thread.Title, $"{thread.Id}: ", "  ");
        output.Write($"{thread.List}, {thread.Date}\n\n");
        TextWrap.Write(output, thread.About, "", "");
        TextWrap.Write(output, finding.Tally, "", "");
        foreach (var step in thread.Course)
        {
            output.Write($"\n{step.Heading}\n");
            TextWrap.Write(output, step.Says, "  ", "  ");
            foreach (var claim in finding.Of(step))
            {
                var today = finding.Today(claim) is { } era
                    ? $"; {era.Setting}: {VerdictTable.InShort(era.Verdict, era.Boundary)}"
                    : "";
                TextWrap.Write(
                    output,
                    $"{VerdictTable.InShort(claim.Verdict, claim.Boundary)}{today}",
                    $"  - {claim.Claim.Id} ({claim.Claim.Source.Author}): ",
                    "    ");
            }
        }

        output.Write('\n');
        if (thread.Remark.Length > 0)
            TextWrap.Write(output, thread.Remark, "What it comes to: ", "  ");
        output.Write($"Again with: dmamodel claims '{thread.Id.ToLowerInvariant()}-*'\n");
    }
}
