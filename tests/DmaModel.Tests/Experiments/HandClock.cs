using System.Threading;

namespace DmaModel.Tests.Experiments;

/// <summary>A clock whose timers ring when a test says so, and never by themselves.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly List<Action> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Add(() => callback(state));
        return new Timer();
    }

    /// <summary>Lets every timer ring.</summary>
    public void Ring() => _timers.ForEach(timer => timer());

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
