namespace DmaModel.Measurement;

/// <summary>Tells a backlog that keeps growing from one that wavers.</summary>
/// <remarks>
/// <para>
/// The backlog is looked at after equal numbers of arrivals, and its increments from one look to the next are tested. In an
/// overloaded system the server never idles, so the backlog is a random walk with drift 1 - 1/rho per arrival and the
/// increments are nearly independent: it grows if their mean is above zero by Student's one-sided test at the 1 % level.
/// In a stable system the increments add up to no more than one swing of the backlog, which makes the test say 'growing'
/// less often than that; near rho = 1 the swing lasts as long as the window, the backlog is a random walk without drift,
/// and a window that opens on an empty system is misjudged in at most some 2 % of runs.
/// </para>
/// <para>
/// Growth also has to be at least 1 % of the arrivals, lest the fill-up of a long but finite queue count.
/// Limits: an overload is as likely missed as seen where the drift is 2.6 sqrt(c/n), with n arrivals and c the sum of the
/// squared coefficients of variation of gaps and service times: 5 % for n = 5,000 with both exponential. Fewer than 16
/// arrivals decide nothing. Spells of bursty arrivals that are longer than a sixteenth of the window make increments
/// dependent, and the level is then no longer 1 %.
/// </para>
/// </remarks>
internal sealed class BacklogTrend
{
    private const int MostIncrements = 32;
    private const int FewestIncrements = MostIncrements / 2;
    private const double LeastGrowthPerArrival = 0.01;

    // Student's t at 99 % with 15 degrees of freedom; with more it is a little lower.
    private const double CriticalValue = 2.602;

    private readonly long[] _increments = new long[MostIncrements];
    private int _count;
    private long _perIncrement = 1;
    private long _arrivals;
    private long _backlog;

    /// <summary>Starts anew from the backlog as it stands.</summary>
    public void Start(long backlog) => (_count, _perIncrement, _arrivals, _backlog) = (0, 1, 0, backlog);

    /// <summary>Notes an arrival and the backlog with it.</summary>
    public void Arrived(long backlog)
    {
        if (++_arrivals < _perIncrement)
            return;

        _increments[_count++] = backlog - _backlog;
        (_backlog, _arrivals) = (backlog, 0);
        if (_count == MostIncrements)
            HalveResolution();
    }

    /// <summary>Whether the backlog has grown by more than chance explains, and by enough to matter.</summary>
    public bool IsGrowing
    {
        get
        {
            if (_count < FewestIncrements)
                return false;

            var mean = 0.0;
            for (var i = 0; i < _count; i++)
                mean += _increments[i] / (double)_count;

            var squares = 0.0;
            for (var i = 0; i < _count; i++)
                squares += (_increments[i] - mean) * (_increments[i] - mean);

            var standardError = Math.Sqrt(squares / (_count - 1) / _count);
            return mean > CriticalValue * standardError && mean >= LeastGrowthPerArrival * _perIncrement;
        }
    }

    private void HalveResolution()
    {
        for (var i = 0; i < FewestIncrements; i++)
            _increments[i] = _increments[2 * i] + _increments[(2 * i) + 1];

        (_count, _perIncrement) = (FewestIncrements, _perIncrement * 2);
    }
}
