using DmaModel.Oracle;
using DmaModel.VirtualMemory;

namespace DmaModel.Exploration;

/// <summary>The steps of a schedule, and which of them a finding is about.</summary>
/// <remarks>
/// A frame has many lives: it is zeroed, copied to or read into, and later freed. A step matters if it touches a life of a
/// frame in which the page of the finding was, or the last life of the frame of the finding.
/// </remarks>
internal sealed class Trace
{
    private readonly List<NotedStep> _steps = [];
    private readonly Dictionary<int, int> _lives = [];

    /// <summary>The number of steps.</summary>
    public int Steps => _steps.Count;

    public void Note(Actor actor, KernelStep step)
    {
        if (step.Kind is StepKind.Zero or StepKind.Copy or StepKind.StartRead)
            _lives[step.Frame] = Life(step.Frame) + 1;
        _steps.Add(new NotedStep(actor.Caller.Name, step, Life(step.Frame), step.Wait is { IsGranted: false }));
    }

    /// <summary>The steps that matter, a line each; the same step again and again is one line.</summary>
    public IReadOnlyList<string> Relevant(Finding finding)
    {
        var lives = new HashSet<(int Frame, int Life)>();
        if (finding.Frame > 0)
            lives.Add((finding.Frame, Life(finding.Frame)));
        foreach (var noted in _steps.Where(noted => finding.Area is not null && noted.IsOf(finding.Area, finding.Page)))
        {
            if (noted.Step.Frame > 0)
                lives.Add((noted.Step.Frame, noted.Life));
        }

        var lines = new List<string>();
        foreach (var line in _steps.Where(noted => noted.Matters(finding, lives)).Select(noted => noted.Line))
        {
            if (lines.Count == 0 || lines[^1] != line)
                lines.Add(line);
        }

        return lines;
    }

    private int Life(int frame) => _lives.GetValueOrDefault(frame);

    private sealed record NotedStep(string Actor, KernelStep Step, int Life, bool HasToWait)
    {
        public string Line
        {
            get
            {
                var page = Step.Page >= 0 ? $" page {Step.Page}" : "";
                var frame = Step.Frame >= 0 ? $" (frame {Step.Frame})" : "";
                var wait = HasToWait ? $", and waits for {Step.Wait!.Awaited.Description}" : "";
                return $"{Actor} {StepWords.Of(Step.Kind)}{page}{frame}{wait}";
            }
        }

        public bool IsOf(Vma area, int page) => Step.Area == area && Step.Page == page;

        public bool Matters(Finding finding, HashSet<(int Frame, int Life)> lives) =>
            lives.Contains((Step.Frame, Life))
            || (finding.Area is not null && IsOf(finding.Area, finding.Page))
            || (HasToWait && finding.Outcome == Outcome.Deadlock);
    }
}
