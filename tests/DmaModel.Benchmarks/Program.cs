using BenchmarkDotNet.Running;
using DmaModel.Benchmarks.Core;

// "workloads [repetitions] [name ...]" prints a table for the simulation core; all else is BenchmarkDotNet's.
if (args is ["workloads", .. var rest])
{
    var repetitions = rest.Length > 0 && int.TryParse(rest[0], out var count) ? count : 5;
    return WorkloadTable.Print([.. rest.Where(name => name.StartsWith('w'))], repetitions, Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(CoreBenchmarks).Assembly).Run(args);
return 0;
