using DmaModel.Units;

namespace DmaModel.Workload;

/// <summary>Times between the arrivals of a two-state modulated Poisson process, which starts in its steady state.</summary>
/// <remarks>
/// In each state the next arrival and the end of the spell compete as exponential times, so no approximation is made.
/// With p the share of busy time, r the ratio of the rates and a the mean rate, arrivals come at a / (pr + 1 - p) in a
/// quiet spell and at r times that in a busy one; a quiet spell lasts (1 - p)/p times as long as a busy one on average.
/// Counts over long times have the index of dispersion of Fischer and Meier-Hellstern (Performance Evaluation 18, 1993).
/// </remarks>
internal sealed class BurstyGaps
{
    private readonly RandomStream _stream;
    private readonly double[] _arrivalsPerPicosecond;
    private readonly double[] _endsPerPicosecond;
    private int _state;

    /// <exception cref="ArgumentException">The burst's parameters describe no process.</exception>
    public BurstyGaps(BurstSpec burst, Duration meanGap, RandomStream stream)
    {
        if (!(burst.Share > 0 && burst.Share < 1))
            throw Broken($"The share of busy time must lie between 0 and 1, and {burst.Share} does not.");
        if (!(burst.Ratio >= 1 && double.IsFinite(burst.Ratio)))
            throw Broken($"A burst's ratio must be at least 1, and {burst.Ratio} is not.");
        if (burst.Length <= Duration.Zero)
            throw Broken($"A busy spell must last longer than {burst.Length}.");

        var quiet = 1.0 / meanGap.Picoseconds / ((burst.Share * burst.Ratio) + 1 - burst.Share);
        var busyEnds = 1.0 / burst.Length.Picoseconds;
        _arrivalsPerPicosecond = [quiet, quiet * burst.Ratio];
        _endsPerPicosecond = [busyEnds * burst.Share / (1 - burst.Share), busyEnds];
        _stream = stream;
        _state = stream.NextDouble() < burst.Share ? 1 : 0;
    }

    public Duration Next()
    {
        for (var picoseconds = 0.0; ;)
        {
            var arrivals = _arrivalsPerPicosecond[_state];
            var either = arrivals + _endsPerPicosecond[_state];
            picoseconds += _stream.Exponential() / either;
            if (_stream.NextDouble() * either < arrivals)
                return new Duration((long)Math.Round(picoseconds));

            _state ^= 1;
        }
    }

    private static ArgumentException Broken(FormattableString message) => new(FormattableString.Invariant(message));
}
