using DmaModel.Units;

namespace DmaModel.Measurement;

/// <summary>The time average of a whole number that changes in steps, such as the number of transfers in flight.</summary>
/// <remarks>
/// The integral is kept in whole picoseconds, so that it is exact and can be compared with another way to get the same.
/// What happens from the opening of the window until its closing counts; before and after, only the value is kept.
/// </remarks>
public sealed class TimeWeighted
{
    private Duration _changedAt;
    private Duration _openedAt;
    private bool _open;

    /// <summary>The value as it stands.</summary>
    public long Value { get; private set; }

    /// <summary>The integral of the value over the window, in picoseconds.</summary>
    public Int128 Integral { get; private set; }

    /// <summary>The length of the window, up to its closing or the last change.</summary>
    public Duration Window { get; private set; }

    /// <summary>The mean value over the window; zero for an empty window.</summary>
    public double Mean => Window == Duration.Zero ? 0 : (double)Integral / Window.Picoseconds;

    /// <summary>Adds to the value, which is a step at this instant.</summary>
    /// <exception cref="ArgumentException">The time is before that of the last step.</exception>
    public void Add(long step, Duration now)
    {
        MoveTo(now);
        Value += step;
    }

    /// <summary>Starts to count time, from this instant on.</summary>
    /// <exception cref="ArgumentException">The time is before that of the last step.</exception>
    public void OpenWindow(Duration now)
    {
        MoveTo(now);
        (_openedAt, _open) = (now, true);
        (Integral, Window) = (0, Duration.Zero);
    }

    /// <summary>The integral over the window up to this instant, in picoseconds.</summary>
    /// <exception cref="ArgumentException">The time is before that of the last step.</exception>
    public Int128 IntegralUntil(Duration now)
    {
        MoveTo(now);
        return Integral;
    }

    /// <summary>Stops to count time, at this instant.</summary>
    /// <exception cref="ArgumentException">The time is before that of the last step.</exception>
    public void CloseWindow(Duration now)
    {
        MoveTo(now);
        _open = false;
    }

    private void MoveTo(Duration now)
    {
        if (now < _changedAt)
            throw new ArgumentException($"Time went back from {_changedAt} to {now}.", nameof(now));

        if (_open)
        {
            Integral += (Int128)Value * (now - _changedAt).Picoseconds;
            Window = now - _openedAt;
        }

        _changedAt = now;
    }
}
