namespace DmaModel.Experiments.Claims.Robustness;

/// <summary>How far a verdict survives changes of what it rests on.</summary>
/// <param name="Places">The number of places at which it was tried: those nearest to the bound.</param>
/// <param name="Guesses">The number of guessed costs whose ends were tried.</param>
/// <param name="Movers">The number of them that turn a place without turning the verdict: they move its boundary.</param>
/// <param name="Killers">What turns the verdict, the worst first; none if nothing does.</param>
/// <param name="Loads">Other sizes, arrivals and orders that were tried, with whether the verdict survives them.</param>
/// <param name="Eras">
/// The verdict on the machines of other times, where they can run the experiment, and under the kernel of another time,
/// and where it holds there.
/// </param>
public sealed record RobustnessFinding(
    int Places,
    int Guesses,
    int Movers,
    IReadOnlyList<Killer> Killers,
    IReadOnlyList<(string Name, bool Survives)> Loads,
    IReadOnlyList<(string Era, Verdict Verdict, string Boundary)> Eras)
{
    /// <summary>What is left to find where nothing but the time can be changed.</summary>
    public static RobustnessFinding OfEras(IReadOnlyList<(string Era, Verdict Verdict, string Boundary)> eras) =>
        new(Places: 0, Guesses: 0, Movers: 0, Killers: [], Loads: [], eras);

    /// <summary>The line that stands under the verdict.</summary>
    public string Line
    {
        get
        {
            var parts = new List<string>();
            if (Places > 0)
            {
                var survived = Guesses - Killers.Select(killer => killer.Path).Distinct().Count();
                var movers = Movers > 0 ? FormattableString.Invariant($", {Movers} of which move the boundary") : "";
                parts.Add(
                    FormattableString.Invariant($"at the {Places} places nearest to the bound, survives the whole range of ")
                    + FormattableString.Invariant($"{survived} of {Guesses} guessed costs{movers}"));
            }

            parts.AddRange(Loads.Select(load => $"{(load.Survives ? "survives" : "does not survive")} {load.Name}"));
            parts.AddRange(Eras.Select(era => $"{era.Era}: {Reading.Names.Of(era.Verdict)}"));
            return string.Join("; ", parts);
        }
    }
}

/// <summary>A guessed cost that turns a verdict when it is moved within its range.</summary>
/// <param name="Path">The cost.</param>
/// <param name="Value">Its value, as the platform's file gives it.</param>
/// <param name="End">The end of its range that turns the verdict.</param>
/// <param name="TurnsAt">The value at which it turns, found by bisection.</param>
/// <param name="Place">The place that turns first.</param>
public sealed record Killer(string Path, string Value, string End, string TurnsAt, string Place)
{
    /// <summary>The killer in one line.</summary>
    public override string ToString() => $"{Path} from {TurnsAt} on (guess: {Value}, towards {End}) turns '{Place}'";
}
