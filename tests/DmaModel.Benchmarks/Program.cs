using BenchmarkDotNet.Running;
using DmaModel.Benchmarks.Core;
using DmaModel.Benchmarks.Report;
using DmaModel.Benchmarks.Scaling;
using DmaModel.Benchmarks.Schedules;
using DmaModel.Benchmarks.Transfers;

// Tables:  workloads [repetitions] [name ...] [--csv FILE]   the simulation core; the figures are added to a file
//          transfers [repetitions] [name ...]                the strategies
//          scaling [rounds]                                  a sweep by the number of workers
//          schedules [repetitions]                           adversarial schedules a second and core
//          report FIGURES PAGE [repetitions]                 all of them as a page, the core's from a file of figures
// Checks:  costs FILE [--update]                             the core's exact counts against those in a file
//          counts FILE [--update]                            the strategies' exact counts against those in a file
// All else is BenchmarkDotNet's.
switch (args)
{
    case ["workloads", .. var rest, "--csv", var file]:
        return WorkloadTable.Print(Names(rest), Repetitions(rest), file, Console.Out);
    case ["workloads", .. var rest]:
        return WorkloadTable.Print(Names(rest), Repetitions(rest), figures: null, Console.Out);
    case ["transfers", .. var rest]:
        return TransferTable.Print(Names(rest), Repetitions(rest), Console.Out);
    case ["scaling", .. var rest]:
        return ScalingTable.Print(Repetitions(rest), Console.Out);
    case ["schedules", .. var rest]:
        return ScheduleTable.Print(Repetitions(rest), Console.Out);
    case ["report", var figures, var page, .. var rest]:
        return BenchmarkReport.Write(figures, page, Repetitions(rest));
    case ["counts", var file]:
        return TransferTable.Check(file, Console.Out);
    case ["counts", var file, "--update"]:
        return TransferTable.Update(file);
    case ["costs", var file]:
        return CoreCosts.Check(file, update: false, Console.Out);
    case ["costs", var file, "--update"]:
        return CoreCosts.Check(file, update: true, Console.Out);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CoreBenchmarks).Assembly).Run(args);
        return 0;
}

static IReadOnlyList<string> Names(string[] arguments) => [.. arguments.Where(argument => char.IsLetter(argument[0]))];

static int Repetitions(string[] arguments) => arguments.Length > 0 && int.TryParse(arguments[0], out var count) ? count : 5;
