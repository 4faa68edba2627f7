using DmaModel.Units;

namespace DmaModel.Measurement;

/// <summary>Books the time of one transfer by stage, without a gap: every instant since its arrival belongs to one
/// stage.</summary>
public sealed class StageClock
{
    private readonly long[] _picoseconds = new long[Stages.Count];

    /// <summary>The time up to which everything has been booked.</summary>
    public Duration Mark { get; private set; }

    /// <summary>The sum of all stages.</summary>
    public Duration Total => new(_picoseconds.Sum());

    /// <summary>The time booked on a stage.</summary>
    public Duration this[Stage stage] => new(_picoseconds[(int)stage]);

    /// <summary>Forgets everything and starts at a time.</summary>
    public void Restart(Duration arrival)
    {
        Array.Clear(_picoseconds);
        Mark = arrival;
    }

    /// <summary>Books the time since the mark on a stage, and moves the mark; a time before the mark books nothing.</summary>
    public void Book(Stage stage, Duration until)
    {
        if (until <= Mark)
            return;

        _picoseconds[(int)stage] += (until - Mark).Picoseconds;
        Mark = until;
    }

    /// <summary>Books at most an amount of the time up to <paramref name="limit"/> on a stage.</summary>
    public void Book(Stage stage, Duration amount, Duration limit) => Book(stage, Duration.Min(Mark + amount, limit));
}
