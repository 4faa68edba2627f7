namespace DmaModel.Analysis.Statistics;

/// <summary>Finds where a noisy difference changes its sign, and how well that is known.</summary>
/// <remarks>
/// <para>
/// The range is looked at on a coarse grid in equal ratios; between neighbours of shown and opposite sign it is bisected.
/// At each place replications are doubled until the sign of the mean is shown, or there are as many as allowed. Where it is
/// not shown, the place is within the noise of the crossing, and either side is bisected on its own: the crossing is said
/// to lie between the nearest places at which opposite signs are shown.
/// </para>
/// <para>
/// Every look at a place is a Student's t test; with 64 looks allowed in a search, each is made at a 64th of the level
/// (Bonferroni), so that all signs together are right with the confidence asked for. The interval then holds a crossing.
/// </para>
/// </remarks>
/// <param name="observe">
/// Gives the differences at a place: of a number of replications, from the first on. An infinite one decides the sign, and a
/// NaN leaves it open.
/// </param>
/// <param name="fewest">The replications of the first look, at least three.</param>
/// <param name="most">The most replications at a place.</param>
/// <param name="confidence">The confidence that the interval holds the crossing, between 0 and 1.</param>
public sealed class CrossingSearch(Func<double, int, IReadOnlyList<double>> observe, int fewest, int most, double confidence)
{
    private const int LooksAllowed = 64;

    private readonly SortedDictionary<double, SignAt> _known = [];
    private int _looks;

    /// <summary>All places looked at, in order.</summary>
    public IReadOnlyCollection<SignAt> Places => _known.Values;

    /// <summary>Whether looks ran out before the interval was as narrow as asked.</summary>
    public bool IsExhausted => _looks >= LooksAllowed;

    /// <summary>Looks for all changes of sign that a grid shows.</summary>
    /// <param name="from">The lower end, above zero.</param>
    /// <param name="to">The upper end.</param>
    /// <param name="steps">The number of places on the grid, both ends included; at least two.</param>
    /// <param name="ratio">The interval wanted: its upper end over its lower end, above one.</param>
    public IReadOnlyList<Crossing> Find(double from, double to, int steps, double ratio)
    {
        if (!(from > 0 && to > from))
            throw new ArgumentOutOfRangeException(nameof(to), to, "A range goes up from above zero.");
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ratio, 1);

        for (var step = 0; step < steps; step++)
            Look(step == steps - 1 ? to : from * Math.Pow(to / from, step / (steps - 1.0)));

        var shown = _known.Values.Where(place => place.Sign != 0).ToList();
        return
        [
            .. shown.Zip(shown.Skip(1))
                .Where(pair => pair.First.Sign != pair.Second.Sign)
                .Select(pair => Narrow(pair.First, pair.Second, ratio)),
        ];
    }

    private Crossing Narrow(SignAt low, SignAt high, double ratio)
    {
        // Places between the two, on the grid or met below, at which no sign is shown part the search in two.
        var unclear = _known.Keys.Where(at => at > low.At && at < high.At).ToList();
        while (unclear.Count == 0 && high.At / low.At > ratio && !IsExhausted)
        {
            var middle = Look(Math.Sqrt(low.At * high.At));
            if (middle.Sign == low.Sign)
                low = middle;
            else if (middle.Sign == high.Sign)
                high = middle;
            else
                unclear.Add(middle.At);
        }

        if (unclear.Count == 0)
            return new Crossing(low.At, high.At, Between(low, high), low.Sign);

        var (inner, outer) = (unclear[0], unclear[^1]);
        while (inner / low.At > ratio && !IsExhausted)
        {
            var middle = Look(Math.Sqrt(low.At * inner));
            if (middle.Sign == low.Sign)
                low = middle;
            else
                inner = middle.At;
        }

        while (high.At / outer > ratio && !IsExhausted)
        {
            var middle = Look(Math.Sqrt(outer * high.At));
            if (middle.Sign == high.Sign)
                high = middle;
            else
                outer = middle.At;
        }

        return new Crossing(low.At, high.At, Between(low, high), low.Sign);
    }

    // The straight line through both differences, over the logarithm; halfway where one of them is infinite.
    private static double Between(SignAt low, SignAt high)
    {
        var share = low.Mean / (low.Mean - high.Mean);
        return low.At * Math.Pow(high.At / low.At, double.IsFinite(share) && double.IsFinite(high.Mean) ? share : 0.5);
    }

    private SignAt Look(double at)
    {
        if (_known.TryGetValue(at, out var known))
            return known;

        var count = fewest;
        var sign = Judge(at, count);
        while (sign.Sign == 0 && sign.Count < most && !IsExhausted)
        {
            count = Math.Min(count * 2, most);
            sign = Judge(at, count);
        }

        return _known[at] = sign;
    }

    private SignAt Judge(double at, int count)
    {
        _looks++;
        var differences = observe(at, count);
        if (differences.Any(double.IsNaN))
            return new SignAt(at, 0, double.NaN, most);
        if (differences.Any(double.IsInfinity))
            return new SignAt(at, Math.Sign(differences.First(double.IsInfinity)), differences.First(double.IsInfinity), count);

        var estimate = Estimate.Of([.. differences], 1 - ((1 - confidence) / LooksAllowed));
        var sign = estimate.Low > 0 ? 1 : estimate.High < 0 ? -1 : 0;
        return new SignAt(at, sign, estimate.Mean, count);
    }
}
