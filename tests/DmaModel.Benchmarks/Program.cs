using BenchmarkDotNet.Running;
using DmaModel.Benchmarks.Core;
using DmaModel.Benchmarks.Transfers;

// 'workloads [repetitions] [name ...]' prints a table for the simulation core, 'transfers [repetitions]' one for the
// strategies; 'counts FILE [--update]' checks the exact counts of the strategies, or rewrites them, and 'costs FILE
// [--update]' those of the simulation core. All else is BenchmarkDotNet's.
switch (args)
{
    case ["workloads", .. var rest]:
        return WorkloadTable.Print([.. rest.Where(name => name.StartsWith('w'))], Repetitions(rest), Console.Out);
    case ["transfers", .. var rest]:
        return TransferTable.Print(Repetitions(rest), Console.Out);
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

static int Repetitions(string[] arguments) => arguments.Length > 0 && int.TryParse(arguments[0], out var count) ? count : 5;
