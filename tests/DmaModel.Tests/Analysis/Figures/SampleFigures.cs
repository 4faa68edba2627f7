using DmaModel.Analysis;
using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Tests.Analysis.Figures;

/// <summary>One figure of each kind, with numbers from formulas: what the golden files show.</summary>
internal static class SampleFigures
{
    public static readonly string[] Strategies =
        ["copy", "pin-per-io", "pin-registered", "mmap-prefault", "mmap-fault", "mmap-ring", "bounce-process", "bounce-ithread"];

    public static readonly string[] Stages = ["system call", "pin", "queue", "device", "interrupt", "copy", "wake-up"];

    private const string Conditions = "xeon-2015, 4 CPUs, receive, open Poisson arrivals";

    public static SvgFigureWriter Writer { get; } = new(SeriesStyles.ForSeries(Strategies), SeriesStyles.ForSegments(Stages));

    public static IReadOnlyList<Figure> All { get; } =
    [
        LatencyByLoad(),
        ThroughputByLoad(),
        LatencyByStage(),
        ThroughputBars(),
        Distribution(tail: false),
        Distribution(tail: true),
        Map(),
        Board(),
    ];

    private static BoardFigure Board() => new(
        "verdicts-by-year",
        "What became of the arguments",
        ["2000", "2015"],
        [
            new BoardRow(
                "KIO-1", "It is usually better to map.", [new BoardCell(0, "supported"), new BoardCell(1, "from 16 KiB on")]),
            new BoardRow(
                "KIO-12",
                "What is argued is so long that " + string.Join(" and ", Strategies),
                [new BoardCell(2, "refuted"), null]),
        ],
        [new BoardTone("holds", "#0072B2"), new BoardTone("in part", "#A9CCE3"), new BoardTone("fails", "#E08F00")])
    {
        Notes = ["2000: pentium3-2000; 2015: xeon-2015."],
    };

    private static LineFigure LatencyByLoad()
    {
        return new LineFigure(
            "latency-p99-by-load",
            "How late is the 99th percentile as the load grows?",
            new Axis("Offered load", Quantity.ByteRate),
            new Axis("Latency p99", Quantity.Time, AxisScale.Log10),
            [Panel("4 KiB transfers", 4.5e9, 10_000), Panel("64 KiB transfers", 13e9, 24_000)])
        {
            Subtitle = Conditions,
            Notes = ["Bands: 95 % Student-t intervals over 10 replications."],
        };

        static LinePanel Panel(string title, double most, double idle) =>
            new(title, [.. Strategies.Select((name, index) =>
                Series(name, most, most * (0.4 + 0.08 * index), idle * (1 + index * 0.2)))]);

        static LineSeries Series(string name, double most, double capacity, double idle) =>
            new(name, [.. Enumerable.Range(1, 10).Select(step => Point(most * step / 10, capacity, idle))]);

        static LinePoint Point(double load, double capacity, double idle)
        {
            var use = load / capacity;
            var mean = idle * (1 + use * use / (1 - use));
            return use >= 0.99
                ? LinePoint.SaturatedAt(load)
                : new LinePoint(load, mean, mean * (1 - 0.1 * use), mean * (1 + 0.1 * use));
        }
    }

    private static LineFigure ThroughputByLoad()
    {
        var panel = new LinePanel("", [.. Strategies.Take(3).Select((name, index) => Series(name, (3 + index) * 1e9))])
        {
            References =
            [
                new("delivered = offered", ReferenceKind.Diagonal),
                new("link capacity", ReferenceKind.Horizontal, 7.5e9),
            ],
        };
        return new LineFigure(
            "throughput-by-load",
            "How much of the offered load is delivered?",
            new Axis("Offered load", Quantity.ByteRate),
            new Axis("Throughput", Quantity.ByteRate),
            [panel])
        {
            Subtitle = Conditions,
        };

        static LineSeries Series(string name, double capacity) =>
            new(name, [.. Enumerable.Range(1, 8).Select(step => Point(step * 1e9, capacity))]);

        static LinePoint Point(double load, double capacity) =>
            new(load, Math.Min(load, capacity), double.NaN, double.NaN, Saturated: load > capacity);
    }

    private static StackedBarFigure LatencyByStage()
    {
        return new StackedBarFigure(
            "latency-by-stage",
            "In which stage does a transfer spend its time?",
            new Axis("Mean latency", Quantity.Time),
            [Panel("4 KiB transfers", 400, saturated: -1), Panel("64 KiB transfers", 1_600, saturated: 6)])
        {
            Subtitle = Conditions,
            Notes = ["Means over 10 replications."],
            SharedValue = false,
        };

        static StackPanel Panel(string title, double unit, int saturated) => new(title, [.. Strategies.Select((name, row) =>
            new Stack(name, [.. Stages.Select((stage, column) => new StackSegment(stage, (row * 3 + column * 5) % 7 * unit))])
            {
                Saturated = row == saturated,
            })]);
    }

    private static BarFigure ThroughputBars()
    {
        return new BarFigure(
            "eras",
            "Does the answer of 2000 still hold in 2024?",
            new Axis("Throughput", Quantity.ByteRate),
            [Panel("pentium3-2000", 1e8), Panel("epyc-2024", 2e10)])
        {
            SharedValue = false,
            Notes = ["Whiskers: 95 % Student-t intervals over 10 replications."],
        };

        static BarPanel Panel(string title, double unit) => new(title, [Group("4 KiB", unit, 0), Group("64 KiB", unit, 1)]);

        static BarGroup Group(string size, double unit, int turn) => new(size, [.. Strategies.Select((name, index) =>
        {
            var value = unit * (1 + 0.1 * ((index * 5 + turn) % 8));
            return new Bar(name, value, value * 0.95, value * 1.05, Saturated: index == 6 && turn == 1);
        })]);
    }

    private static CdfFigure Distribution(bool tail)
    {
        var series = Strategies.Take(4).Select((name, index) => CdfSeries.Of(name, Samples(10_000 * (1 + index * 0.4))));
        return new CdfFigure(
            tail ? "distribution-tail" : "distribution",
            "How is latency distributed at half load?",
            new Axis("Latency", Quantity.Time, tail ? AxisScale.Log10 : AxisScale.Linear),
            [new CdfPanel("", [.. series])])
        {
            Tail = tail,
            Subtitle = Conditions,
        };

        // The quantiles of an exponential distribution beyond a fixed part.
        static double[] Samples(double unit) =>
            [.. Enumerable.Range(0, 500).Select(sample => unit * (1 - 0.5 * Math.Log(1 - (sample + 0.5) / 500)))];
    }

    private static HeatMapFigure Map()
    {
        var cells =
            from cpus in new[] { 1, 4, 16, 64 }
            from size in new[] { 4_096.0, 16_384, 65_536, 262_144 }
            select new HeatCell(cpus, size, (cpus * 10 + 20) / (10 + size / 4_096), Saturated: cpus == 1 && size > 100_000);
        return new HeatMapFigure(
            "pin-over-copy",
            "Where is pinning cheaper than copying?",
            new Axis("CPUs", Quantity.Count),
            new Axis("Transfer size", Quantity.Bytes),
            new Axis("CPU time, pin / copy", Quantity.Ratio, AxisScale.Log10),
            [.. cells])
        {
            Centre = 1,
        };
    }
}
