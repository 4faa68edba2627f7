using DmaModel.Experiments.Journals;

namespace DmaModel.Experiments.Running;

/// <summary>Counts runs as they end, on whichever thread.</summary>
/// <param name="start">How far things had come before.</param>
/// <param name="tell">Hears of each change; one at a time.</param>
internal sealed class ProgressCounter(Progress start, Action<Progress>? tell)
{
    private readonly Lock _gate = new();
    private Progress _progress = start;

    /// <summary>How far things have come.</summary>
    public Progress Progress => _progress;

    /// <summary>Counts a run that has ended.</summary>
    public void Count(RunState state)
    {
        lock (_gate)
        {
            var done = _progress.Done + 1;
            _progress = _progress with
            {
                Done = done,
                Total = Math.Max(done, _progress.Total),
                Failed = _progress.Failed + (state == RunState.Done ? 0 : 1),
            };
            tell?.Invoke(_progress);
        }
    }
}
