using DmaModel.Tests.Theory;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.Workload;

public sealed class ArrivalProcessTests
{
    // 64 KiB at 6.5536 GB/s: one every 10 us.
    private static readonly WorkloadSpec Open = new()
    {
        Size = new FixedSize(ByteCount.Kibibytes(64)),
        OfferedLoad = Bandwidth.GigabytesPerSecond(6.5536),
    };

    [Fact]
    public void Deterministic_arrivals_are_evenly_spaced()
    {
        var arrivals = Process(Open with { Arrival = ArrivalKind.Deterministic });

        Next(arrivals, 3).ShouldBe(Enumerable.Repeat((Duration.Microseconds(10), ByteCount.Kibibytes(64)), 3));
    }

    // A 99.9 % interval over a hundred batches of a thousand gaps.
    [Fact]
    public void Poisson_arrivals_offer_the_load_that_was_asked_for()
    {
        var gaps = Next(Process(Open with { Arrival = ArrivalKind.Poisson }), 100_000).Select(next => next.Gap.TotalNanoseconds);

        Interval.Of([.. gaps.Chunk(1_000).Select(batch => batch.Average())], 0.999).ShouldPinDown(10_000, precision: 0.02);
    }

    [Theory]
    [InlineData(ArrivalKind.Poisson)]
    [InlineData(ArrivalKind.Bursty)]
    public void The_load_counts_bytes_and_not_transfers(ArrivalKind arrival)
    {
        var arrivals = Process(Open with { Arrival = arrival, Size = new ListedSizes([new(512), new(131_072)], [1, 1]) });
        var batches = Next(arrivals, 400_000).Chunk(4_000);

        var rates = batches.Select(batch => batch.Sum(next => next.Size.Bytes) / batch.Sum(next => next.Gap.TotalSeconds));

        Interval.Of([.. rates], 0.999).ShouldPinDown(6.5536e9, precision: 0.05);
    }

    [Fact]
    public void Times_do_not_depend_on_how_sizes_are_drawn()
    {
        var some = Process(Open with { Size = new FixedSize(ByteCount.Kibibytes(64)) });
        var other = Process(Open with { Size = new ListedSizes([ByteCount.Kibibytes(64), ByteCount.Kibibytes(64)], [1, 2]) });

        Next(some, 1_000).ShouldBe(Next(other, 1_000));
    }

    [Fact]
    public void A_trace_is_replayed_to_its_end()
    {
        var arrivals = Process(new WorkloadSpec
        {
            Arrival = ArrivalKind.Replay,
            TraceEntries =
            [
                new(Duration.Nanoseconds(5), new(100)),
                new(Duration.Nanoseconds(5), new(200)),
                new(Duration.Nanoseconds(9), new(1)),
            ],
        });

        Next(arrivals, 3).ShouldBe(
        [
            (Duration.Nanoseconds(5), new ByteCount(100)),
            (Duration.Zero, new ByteCount(200)),
            (Duration.Nanoseconds(4), new ByteCount(1)),
        ]);
        arrivals.TryNext(out _, out _).ShouldBeFalse();
        arrivals.TryNext(out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_trace_that_goes_back_in_time_is_refused()
    {
        var arrivals = Process(new WorkloadSpec
        {
            Arrival = ArrivalKind.Replay,
            TraceEntries = [new(Duration.Nanoseconds(5), new(100)), new(Duration.Nanoseconds(4), new(200))],
        });
        arrivals.TryNext(out _, out _);

        Should.Throw<InvalidOperationException>(() => arrivals.TryNext(out _, out _)).Message
            .ShouldBe("Entry 2 of the trace, at 4 ns, is before the one above it.");
    }

    [Fact]
    public void A_closed_loop_waits_its_think_time()
    {
        var arrivals = Process(new WorkloadSpec { Arrival = ArrivalKind.Closed, ThinkTime = Duration.Microseconds(5) });
        var times = Enumerable.Range(0, 100_000).Select(_ => arrivals.ThinkTime().TotalNanoseconds);

        arrivals.IsOpen.ShouldBeFalse();
        Interval.Of([.. times.Chunk(1_000).Select(batch => batch.Average())], 0.999).ShouldPinDown(5_000, precision: 0.02);
    }

    [Fact]
    public void A_closed_loop_without_think_time_asks_again_at_once()
    {
        var arrivals = Process(new WorkloadSpec { Arrival = ArrivalKind.Closed });

        Next(arrivals, 2).ShouldBe(Enumerable.Repeat((Duration.Zero, ByteCount.Kibibytes(64)), 2));
    }

    [Theory]
    [InlineData(ArrivalKind.Poisson)]
    [InlineData(ArrivalKind.Deterministic)]
    [InlineData(ArrivalKind.Bursty)]
    public void Open_arrivals_need_an_offered_load(ArrivalKind arrival)
    {
        Should.Throw<ArgumentException>(() => Process(new WorkloadSpec { Arrival = arrival })).Message
            .ShouldContain("Open arrivals need an offered load above zero.");
        Should.Throw<ArgumentException>(() => Process(Open with { Arrival = arrival, OfferedLoad = new Bandwidth(1e30) })).Message
            .ShouldContain("leaves no time between two arrivals");
    }

    [Fact]
    public void The_next_arrival_allocates_nothing()
    {
        foreach (var arrival in Enum.GetValues<ArrivalKind>().Except([ArrivalKind.Replay]))
        {
            var arrivals = Process(Open with { Arrival = arrival });
            Allocations.Of(() => arrivals.TryNext(out _, out _)).ShouldBe(0);
        }
    }

    private static ArrivalProcess Process(WorkloadSpec workload) => new(workload, new RandomStreams(seed: 1, replication: 0));

    private static List<(Duration Gap, ByteCount Size)> Next(ArrivalProcess arrivals, int count)
    {
        var list = new List<(Duration, ByteCount)>(count);
        for (var i = 0; i < count && arrivals.TryNext(out var gap, out var size); i++)
            list.Add((gap, size));

        return list;
    }
}
