using DmaModel.Experiments.Reading;
using DmaModel.Exploration;
using DmaModel.Oracle;

namespace DmaModel.Experiments.Exploring;

/// <summary>Tells what an exploration has found, in plain text of at most 100 columns.</summary>
public static class ScheduleReport
{
    private const int Columns = 100;

    /// <summary>The outcome, the seed, what was seen, and the steps that lead there.</summary>
    /// <param name="reduced">The reduced schedule.</param>
    /// <param name="tried">How many schedules were tried, this one included.</param>
    /// <param name="replay">The command that shows it again.</param>
    public static IEnumerable<string> Found(ReducedSchedule reduced, long tried, string replay)
    {
        yield return FormattableString.Invariant(
            $"{OutcomeNames.Of(reduced.Finding.Outcome)}: seed {reduced.Seed}, the {Ordinal(tried)} schedule tried");
        foreach (var line in Wrapped(reduced.Finding.Text, indent: 2))
            yield return line;
        yield return "";
        yield return FormattableString.Invariant(
            $"What matters of its {reduced.Steps} steps (with {string.Join(", ", Of(reduced.Adversaries))}):");
        for (var i = 0; i < reduced.Trace.Count; i++)
            yield return FormattableString.Invariant($"  {i + 1,3}. {reduced.Trace[i]}");
        yield return "";
        yield return $"  {replay}";
    }

    /// <summary>How many schedules showed what.</summary>
    public static IEnumerable<string> Counted(IReadOnlyDictionary<Outcome, long> counts)
    {
        var width = counts.Keys.Max(outcome => OutcomeNames.Of(outcome).Length);
        foreach (var (outcome, count) in counts)
            yield return FormattableString.Invariant($"{OutcomeNames.Of(outcome).PadRight(width)}  {count,12:N0}");
    }

    /// <summary>The spellings of a set of adversaries.</summary>
    public static IEnumerable<string> Of(Adversaries adversaries)
    {
        if (adversaries == Adversaries.None)
            return ["none"];
        return Enum.GetValues<Adversaries>()
            .Where(one => one is not (Adversaries.None or Adversaries.All) && adversaries.HasFlag(one))
            .Select(one => Names.Of(one));
    }

    private static string Ordinal(long number) => FormattableString.Invariant($"{number:N0}") + (number % 100) switch
    {
        11 or 12 or 13 => "th",
        _ => (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" },
    };

    private static IEnumerable<string> Wrapped(string text, int indent)
    {
        var line = new string(' ', indent);
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length + 1 > Columns)
            {
                yield return line;
                line = new string(' ', indent);
            }

            line += line.Length > indent ? " " + word : word;
        }

        yield return line;
    }
}
