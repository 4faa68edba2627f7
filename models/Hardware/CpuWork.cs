using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>A list of named costs that a core works off in order, summed once.</summary>
/// <remarks>It is built, run and cleared again and again by its one owner, so that a transfer allocates none.</remarks>
public sealed class CpuWork
{
    private Part[] _parts = new Part[8];

    private record struct Part(CpuCause Cause, Duration Duration, bool InterruptsOff, SpinLock? Lock);

    /// <summary>The time that all parts take on a core that nothing disturbs; waiting for locks is known once it has
    /// begun.</summary>
    public Duration Total { get; private set; }

    /// <summary>The number of parts.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a part; one of no length is left out.</summary>
    /// <returns>This work, so that a list of costs reads as one sentence.</returns>
    public CpuWork Add(CpuCause cause, Duration duration) => Add(cause, duration, interruptsOff: false, spinLock: null);

    /// <summary>Adds a part during which interrupts have to wait, as under a lock that disables them.</summary>
    public CpuWork AddWithInterruptsOff(CpuCause cause, Duration duration) =>
        Add(cause, duration, interruptsOff: true, spinLock: null);

    /// <summary>Adds a part that is done with a lock held; waiting for the lock comes on top, when the work has begun.</summary>
    public CpuWork AddLocked(CpuCause cause, SpinLock spinLock, Duration hold) =>
        Add(cause, hold, interruptsOff: false, spinLock);

    /// <summary>Forgets all parts.</summary>
    public void Clear()
    {
        Count = 0;
        Total = Duration.Zero;
    }

    /// <summary>The cause of a part.</summary>
    internal CpuCause CauseOf(int part) => _parts[part].Cause;

    /// <summary>The length of a part.</summary>
    internal Duration DurationOf(int part) => _parts[part].Duration;

    /// <summary>Finds out how long each part that needs a lock takes, waiting included, if the work begins at a time.</summary>
    internal void TakeLocks(Core core, Duration worksFrom)
    {
        var at = worksFrom;
        for (var i = 0; i < Count; i++)
        {
            if (_parts[i].Lock is { } spinLock)
            {
                var taken = spinLock.Hold(core, at, _parts[i].Duration);
                Total += taken - _parts[i].Duration;
                _parts[i].Duration = taken;
            }

            at += _parts[i].Duration;
        }
    }

    /// <summary>How long interrupts stay off when the work has come so far.</summary>
    internal Duration InterruptsOffAt(Duration progress)
    {
        var end = Duration.Zero;
        var off = Duration.Zero;
        for (var i = 0; i < Count; i++)
        {
            end += _parts[i].Duration;
            if (end <= progress)
                continue;
            if (!_parts[i].InterruptsOff)
                break;
            off = end - progress;
        }

        return off;
    }

    private CpuWork Add(CpuCause cause, Duration duration, bool interruptsOff, SpinLock? spinLock)
    {
        if (duration <= Duration.Zero && spinLock is null)
            return duration == Duration.Zero
                ? this
                : throw new ArgumentOutOfRangeException(nameof(duration), "Work cannot be negative.");

        if (Count == _parts.Length)
            Array.Resize(ref _parts, Count * 2);
        _parts[Count++] = new Part(cause, duration, interruptsOff, spinLock);
        Total += duration;
        return this;
    }
}
