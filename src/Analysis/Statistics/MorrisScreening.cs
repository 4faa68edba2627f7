namespace DmaModel.Analysis.Statistics;

/// <summary>How much one factor moves the output, by its elementary effects over its whole range.</summary>
/// <param name="Factor">The number of the factor.</param>
/// <param name="MeanAbsolute">mu*: the mean size of the effects, in the output's unit per whole range of the factor.</param>
/// <param name="Mean">mu: their mean with sign; smaller than mu* where the effect changes its sign.</param>
/// <param name="Deviation">sigma: their standard deviation; large where other factors decide what this one does.</param>
/// <param name="Effects">How many effects had a value.</param>
public sealed record ElementaryEffects(int Factor, double MeanAbsolute, double Mean, double Deviation, int Effects);

/// <summary>Finds the few factors that matter among many, for a few runs each.</summary>
/// <remarks>
/// M. D. Morris, 'Factorial sampling plans for preliminary computational experiments', Technometrics 33 (1991), with the
/// mean of absolute effects of F. Campolongo, J. Cariboni and A. Saltelli, 'An effective screening design for sensitivity
/// analysis of large models', Environmental Modelling &amp; Software 22 (2007). A trajectory starts at a random point of a
/// grid of four levels and moves one factor after the other, in random order, by two thirds of its range; each move gives
/// one effect. Factors are numbers between 0 and 1; what they stand for is the caller's business.
/// </remarks>
public sealed class MorrisScreening
{
    private const double Step = 2.0 / 3;

    private readonly int _factors;
    private readonly int[][] _orders;

    /// <summary>Plans the trajectories.</summary>
    /// <param name="factors">The number of factors.</param>
    /// <param name="trajectories">The number of trajectories: the effects of each factor. Ten are usual.</param>
    /// <param name="seed">Decides the plan.</param>
    public MorrisScreening(int factors, int trajectories, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factors, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(trajectories, 1);
        _factors = factors;
        var stream = new SampleStream(seed);
        var points = new List<double[]>();
        _orders = new int[trajectories][];
        for (var trajectory = 0; trajectory < trajectories; trajectory++)
        {
            _orders[trajectory] = stream.Permutation(factors);
            points.AddRange(Walk(_orders[trajectory], stream));
        }

        Points = points;
    }

    /// <summary>The points to evaluate, trajectory after trajectory, each with one more point than there are factors.</summary>
    public IReadOnlyList<double[]> Points { get; }

    /// <summary>The effects of all factors, in their order.</summary>
    /// <param name="outputs">The output at each point; NaN where there is none, which leaves out the effects it is in.</param>
    public IReadOnlyList<ElementaryEffects> Effects(IReadOnlyList<double> outputs)
    {
        if (outputs.Count != Points.Count)
            throw new ArgumentException($"There are {Points.Count} points, not {outputs.Count}.", nameof(outputs));

        var effects = Enumerable.Range(0, _factors).Select(_ => new List<double>()).ToArray();
        for (var trajectory = 0; trajectory < _orders.Length; trajectory++)
        {
            var first = trajectory * (_factors + 1);
            for (var move = 0; move < _factors; move++)
            {
                var factor = _orders[trajectory][move];
                var distance = Points[first + move + 1][factor] - Points[first + move][factor];
                var effect = (outputs[first + move + 1] - outputs[first + move]) / distance;
                if (double.IsFinite(effect))
                    effects[factor].Add(effect);
            }
        }

        return [.. effects.Select(Summarise)];
    }

    private static ElementaryEffects Summarise(List<double> effects, int factor)
    {
        if (effects.Count == 0)
            return new ElementaryEffects(factor, double.NaN, double.NaN, double.NaN, 0);

        var mean = effects.Average();
        var squares = effects.Sum(effect => (effect - mean) * (effect - mean));
        var deviation = effects.Count == 1 ? double.NaN : Math.Sqrt(squares / (effects.Count - 1));
        return new ElementaryEffects(factor, effects.Average(Math.Abs), mean, deviation, effects.Count);
    }

    // From levels 0 and 1/3 the step goes up, from 2/3 and 1 it goes down: all four are as likely.
    private IEnumerable<double[]> Walk(int[] order, SampleStream stream)
    {
        var point = new double[_factors];
        for (var factor = 0; factor < _factors; factor++)
            point[factor] = stream.NextInt(4) / 3.0;

        yield return [.. point];
        foreach (var factor in order)
        {
            point[factor] += point[factor] < 0.5 ? Step : -Step;
            yield return [.. point];
        }
    }
}
