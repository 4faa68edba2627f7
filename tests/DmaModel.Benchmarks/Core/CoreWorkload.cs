namespace DmaModel.Benchmarks.Core;

/// <summary>A load on the simulation core alone, with a checksum over the order in which things happen.</summary>
/// <param name="Name">The short name used in tables.</param>
/// <param name="What">What it consists of.</param>
/// <param name="Check">The checksum of the full scale with seed 1, as SimSharp 3.4.2 gives it.</param>
/// <param name="Drive">Runs the workload at a scale, of which 1 is the full one.</param>
internal sealed record CoreWorkload(string Name, string What, long Check, Func<WorkloadRun, double, WorkloadResult> Drive)
{
    /// <summary>All workloads, in the order of the table.</summary>
    public static IReadOnlyList<CoreWorkload> All { get; } =
    [
        new("w1s", "10 processes that wait, 5 million timeouts", 167_990_177_553_826, (run, scale) => run.Timeouts(10, Part(5_000_000, scale))),
        new("w1", "1,000 processes that wait", 43_063_448_564_360, (run, scale) => run.Timeouts(1_000, Part(5_000_000, scale))),
        new("w1l", "100,000 processes that wait", 47_007_281_584_177, (run, scale) => run.Timeouts(100_000, Math.Max(100_000, Part(5_000_000, scale)))),
        new("w2", "one server, load 0.9, 1 million customers", 162_978_081_089_246, (run, scale) => run.SingleServer(Part(1_000_000, scale))),
        new("w3", "four stations of 16 servers, four priorities", 129_685_481_836_506, (run, scale) => run.Tandem(Part(250_000, scale))),
        new("w4", "64 producers, 64 consumers, one store", 233_902_795_931_391, (run, scale) => run.StoreTraffic(Part(2_000_000, scale))),
    ];

    /// <summary>Finds a workload by its short name.</summary>
    public static CoreWorkload Named(string name) =>
        All.FirstOrDefault(workload => workload.Name == name)
        ?? throw new ArgumentException($"There is no workload '{name}'; there are {string.Join(", ", All.Select(workload => workload.Name))}.", nameof(name));

    /// <summary>Runs the workload with seed 1, or another.</summary>
    public WorkloadResult Run(double scale = 1, ulong seed = 1) => Drive(new WorkloadRun(seed), scale);

    private static int Part(int whole, double scale) => (int)(whole * scale);
}
