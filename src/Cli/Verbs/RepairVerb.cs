using System.CommandLine;
using System.Globalization;
using DmaModel.Experiments.Journals;

namespace DmaModel.Cli.Verbs;

/// <summary>Sets the damaged rows of journals aside.</summary>
internal static class RepairVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Surroundings surroundings)
    {
        var folder = new Argument<string>("folder")
        {
            Description = "A folder of results, or the name of an experiment whose results are in results/.",
        };
        var command =
            new Command("repair", "Sets damaged rows of journals aside; 'run' then runs what they held again.") { folder };
        command.SetAction(parsed =>
        {
            var path = ResultPath.Of(parsed.GetRequiredValue(folder), surroundings);
            var changed = JournalRepair.Repair(surroundings.Resolve(path));
            foreach (var (journal, rows) in changed)
            {
                surroundings.Output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{Path.GetFileName(journal)}: {rows} rows set aside"));
            }

            if (changed.Count == 0)
                surroundings.Output.WriteLine("no row is damaged");
            return ExitCode.Fine;
        });
        return command;
    }
}
