namespace DmaModel.Analysis.Statistics;

/// <summary>The mean and the spread of numbers that come one at a time, in the unit of the numbers.</summary>
/// <remarks>
/// B. P. Welford, 'Note on a method for calculating corrected sums of squares and products', Technometrics 4 (1962): no
/// number is kept, and nothing cancels.
/// </remarks>
internal struct RunningMoments
{
    private double _squares;

    /// <summary>How many numbers came.</summary>
    public int Count { get; private set; }

    /// <summary>Their mean; zero before the first.</summary>
    public double Mean { get; private set; }

    /// <summary>The sample standard deviation (divisor n - 1); NaN for fewer than two numbers.</summary>
    public readonly double StandardDeviation => Count < 2 ? double.NaN : Math.Sqrt(_squares / (Count - 1));

    /// <summary>Takes in a number; one that is not finite spoils all that follows.</summary>
    public void Add(double value)
    {
        Count++;
        var distance = value - Mean;
        Mean += distance / Count;
        _squares += distance * (value - Mean);
    }
}
