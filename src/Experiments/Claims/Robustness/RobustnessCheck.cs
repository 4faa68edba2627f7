using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Claims.Judging;
using DmaModel.Experiments.Claims.Trial;
using DmaModel.Exploration;
using DmaModel.Measurement;

namespace DmaModel.Experiments.Claims.Robustness;

/// <summary>
/// Moves what a verdict rests on, one thing at a time, and looks whether the verdict turns: each guessed cost to both ends of
/// its range, the load, and the machine.
/// </summary>
/// <remarks>
/// The places nearest to the hypothesis's bound are tried with shorter runs, since these turn first; a place counts only
/// where the shorter runs give what the long ones gave. A verdict of Supported or Refuted turns when one place does; a
/// Conditional one turns when no place is left that holds, or none that does not.
/// </remarks>
/// <param name="run">Runs one scenario with one replication number; it must be safe to call from several threads.</param>
/// <param name="jobs">The number of runs at a time.</param>
public sealed class RobustnessCheck(Func<Scenario, int, RunResult> run, int jobs)
{
    /// <summary>The name of the kernel under which claims on schedules are tried again.</summary>
    public const string NextKernel = "under Linux 6";

    /// <summary>The year of that kernel.</summary>
    public const int NextKernelYear = 2024;

    private const int Replications = 3;
    private const int ShortWarmUp = 200;
    private const int ShortTransfers = 1_000;
    private const double Confidence = 0.95;
    private const int Bisections = 6;
    private const string OtherTies = "another order of simultaneous events";

    /// <summary>How many places are tried for each expectation among those that hold, and among those that do not.</summary>
    public int NearestOfEach { get; init; } = 4;

    /// <summary>Runs the same with events of equal time and priority in another order; null leaves that out.</summary>
    public Func<Scenario, int, RunResult>? Shuffled { get; init; }

    /// <summary>Tries a verdict.</summary>
    /// <param name="finding">The verdict with its runs.</param>
    /// <param name="elsewhere">The claim on another platform; null where it cannot be tried there.</param>
    /// <param name="platforms">The names of the platforms to try it on.</param>
    /// <param name="stop">Tells to stop at once.</param>
    /// <returns>What was found; null where there is nothing that could be changed.</returns>
    /// <exception cref="OperationCanceledException">The user told to stop.</exception>
    public RobustnessFinding? Check(
        ClaimFinding finding, Func<string, Claim?> elsewhere, IReadOnlyList<string> platforms, CancellationToken stop)
    {
        if (finding.Verdict == Verdict.NotModelled)
            return null;
        if (finding.Claim.Experiment is not { } experiment)
        {
            var next = UnderNextKernel(finding, stop);
            var era = (NextKernel, next.Verdict, next.Boundary);
            return RobustnessFinding.OfEras([era]);
        }

        var all = PlaceSample.Of(experiment, finding.Expectations, NearestOfEach);
        var baseline = RunsOf(experiment, scenario => scenario, run);
        var places = all.Zip(Judged(all, baseline, stop)).Where(one => one.First.Outcome == one.Second).Select(one => one.First)
            .ToList();

        if (places.Count == 0 || finding.Verdict == Verdict.Inconclusive)
        {
            var eras = Eras(elsewhere, platforms, experiment, stop).ToList();
            return eras.Count == 0 ? null : RobustnessFinding.OfEras(eras);
        }

        var machines = experiment.Points.Select(point => point.Scenario.Platform).DistinctBy(platform => platform.Name);
        var guesses = machines.SelectMany(GuessedCost.Of).ToList();

        var killers = new List<Killer>();
        var movers = 0;
        foreach (var guess in guesses)
        {
            var before = killers.Count;
            var moves = false;
            foreach (var end in new[] { guess.Low, guess.High }.Where(end => !end.Equals(guess.Value)))
            {
                var outcomes = OutcomesAt(guess, end, places, baseline, experiment, stop);
                moves |= Turned(places, outcomes).Count > 0;
                if (Turns(finding.Verdict, places, outcomes))
                    killers.Add(Killer(guess, end, outcomes, places, finding.Verdict, experiment, stop));
            }

            movers += moves && killers.Count == before ? 1 : 0;
        }

        return new RobustnessFinding(
            places.Count,
            guesses.Count,
            movers,
            killers,
            [.. Loads(places, finding.Verdict, experiment, stop)],
            [.. Eras(elsewhere, platforms, experiment, stop)]);
    }

    // Schedules rest on no cost, but on what the kernel does with memory.
    private ClaimFinding UnderNextKernel(ClaimFinding finding, CancellationToken stop)
    {
        var elsewhere = finding.Claim.Expectations.Select(one => one.Hypothesis is ScheduleHypothesis schedules
            ? one with { Hypothesis = schedules with { Options = schedules.Options with { Kernel = ExploreOptions.Kernel2024 } } }
            : one);
        var claim = finding.Claim with { Expectations = [.. elsewhere] };
        return new ClaimTrial(run, jobs, ClaimPrecision.Quick).Try(claim, stop, isOver: () => false);
    }

    private static bool IsOneMachine(Experiment experiment) => experiment.Factors.All(factor => factor.Name != "platform");

    private static Scenario Shorter(Scenario scenario) => scenario with
    {
        Run = scenario.Run with
        {
            WarmUp = ShortWarmUp,
            Transfers = Math.Min(scenario.Run.Transfers, ShortTransfers),
        },
    };

    // A place that cannot be told any more has not turned.
    private static List<int> Turned(IReadOnlyList<SamplePlace> places, IReadOnlyList<CellOutcome> outcomes) =>
    [
        .. Enumerable.Range(0, places.Count).Where(index => outcomes[index] is CellOutcome.Holds or CellOutcome.Fails
            && outcomes[index] != places[index].Outcome),
    ];

    private static bool Turns(Verdict verdict, IReadOnlyList<SamplePlace> places, IReadOnlyList<CellOutcome> outcomes)
    {
        var turned = Turned(places, outcomes);
        if (verdict != Verdict.Conditional)
            return turned.Count > 0;

        bool AllTurned(CellOutcome outcome)
        {
            var before = Enumerable.Range(0, places.Count).Where(index => places[index].Outcome == outcome).ToList();
            return before.Count > 0 && before.TrueForAll(turned.Contains);
        }

        return AllTurned(CellOutcome.Holds) || AllTurned(CellOutcome.Fails);
    }

    // A place at which one replication moves less than half the way to the bound is as it was.
    private List<CellOutcome> OutcomesAt(
        GuessedCost guess,
        double value,
        IReadOnlyList<SamplePlace> places,
        RunMatrix baseline,
        Experiment experiment,
        CancellationToken stop)
    {
        var runs = RunsOf(experiment, scenario => guess.Set(scenario, value), run);
        runs.Ensure(places.SelectMany(place => place.Used), replications: 1, stop);
        var stirred = places.Where(place => place.IsStirred(baseline, runs)).ToList();
        runs.Ensure(stirred.SelectMany(place => place.Used), Replications, stop);
        return [.. places.Select(place => stirred.Contains(place) ? OutcomeOf(place, runs) : place.Outcome)];
    }

    private List<CellOutcome> Outcomes(
        IReadOnlyList<SamplePlace> places, Experiment experiment, Func<Scenario, Scenario?> change, CancellationToken stop) =>
        Judged(places, RunsOf(experiment, change, run), stop);

    private RunMatrix RunsOf(Experiment experiment, Func<Scenario, Scenario?> change, Func<Scenario, int, RunResult> how) => new(
        experiment.Points,
        (scenario, replication) => how(
            change(Shorter(scenario)) ?? throw new NotSupportedException("The change does not apply here."), replication),
        jobs);

    private static List<CellOutcome> Judged(IReadOnlyList<SamplePlace> places, RunMatrix runs, CancellationToken stop)
    {
        runs.Ensure(places.SelectMany(place => place.Used), Replications, stop);
        return [.. places.Select(place => OutcomeOf(place, runs))];
    }

    private static CellOutcome OutcomeOf(SamplePlace place, RunMatrix runs) =>
        place.Judge.JudgeCell(place.Cell, place.Points, runs, Confidence).Outcome;

    // Bisects for the value at which the verdict turns on the way to an end of the range.
    private Killer Killer(
        GuessedCost guess,
        double end,
        IReadOnlyList<CellOutcome> outcomes,
        IReadOnlyList<SamplePlace> places,
        Verdict verdict,
        Experiment experiment,
        CancellationToken stop)
    {
        var (survives, kills) = (guess.Value, end);
        for (var step = 0; step < Bisections; step++)
        {
            var middle = (survives + kills) / 2;
            if (Turns(verdict, places, Outcomes(places, experiment, scenario => guess.Set(scenario, middle), stop)))
                kills = middle;
            else
                survives = middle;
        }

        var first = Turned(places, outcomes)[0];
        var path = IsOneMachine(experiment) ? guess.Path.Text : $"{guess.Machine}'s {guess.Path.Text}";
        return new Killer(
            path, guess.Text(guess.Value), guess.Text(end), guess.Text(kills), places[first].Cell.ToString());
    }

    private IEnumerable<(string Name, bool Survives)> Loads(
        IReadOnlyList<SamplePlace> places, Verdict verdict, Experiment experiment, CancellationToken stop)
    {
        foreach (var variation in LoadVariation.All)
        {
            var affected = places.Where(place => place.Points.Any(point => variation.Apply(point.Scenario) is not null)).ToList();
            if (affected.Count == 0)
                continue;

            var outcomes = Outcomes(affected, experiment, scenario => variation.Apply(scenario) ?? scenario, stop);
            yield return (variation.Name, !Turns(verdict, affected, outcomes));
        }

        if (Shuffled is { } shuffled)
        {
            var outcomes = Judged(places, RunsOf(experiment, scenario => scenario, shuffled), stop);
            yield return (OtherTies, !Turns(verdict, places, outcomes));
        }
    }

    private IEnumerable<(string Platform, Verdict Verdict, string Boundary)> Eras(
        Func<string, Claim?> elsewhere, IReadOnlyList<string> platforms, Experiment experiment, CancellationToken stop)
    {
        if (!IsOneMachine(experiment))
            yield break;

        var trial = new ClaimTrial((scenario, replication) => run(Shorter(scenario), replication), jobs, ClaimPrecision.Quick);
        foreach (var platform in platforms.Where(name => name != experiment.Points[0].Scenario.Platform.Name))
        {
            if (elsewhere(platform) is not { } claim)
                continue;
            var finding = trial.Try(claim, stop, isOver: () => false);
            yield return (platform, finding.Verdict, finding.Boundary);
        }
    }
}
