using DmaModel.Strategies;
using DmaModel.Units;
using DmaModel.Workload;
using static DmaModel.Tests.Models.Strategies.OneTransfer;

namespace DmaModel.Tests.Models.Strategies;

/// <summary>A write() and the read() that takes it, added up by hand on the machine of round numbers.</summary>
/// <remarks>
/// A call is 50 on its way in, 70 for the pipe, and 50 on its way out; a pipe holds a page, and refers to four.
/// </remarks>
public sealed class PipeTests
{
    private const double Call = 50 + 70;

    // Written: a switch, as the writer had returned long before, a warm copy, a wake-up. Read: a switch, a warm copy.
    private const double CopiedPage = 1_000 + Call + 500 + 200 + Return + (1_000 + Call + 500 + Return);

    // Written: pinned 150 + 60, a wake-up. Read: a switch, the one copy, a wake-up. The writer again: a switch, unpinned 20.
    private const double ReferencedPage = Call + 210 + 200 + (1_000 + Call + 500 + 200 + Return) + (1_000 + 20 + Return);

    // Written: a switch, pinned, a wake-up. Read: a switch, and the new page for the old: 40 + 30, its lock 10, its flush 20.
    private const double FlippedPage = 1_000 + Call + 210 + 200 + Return + (1_000 + Call + 100 + Return);

    [Theory]
    [InlineData(PipePassing.Copied, Direction.Transmit, CopiedPage)]
    [InlineData(PipePassing.Copied, Direction.Receive, CopiedPage)]
    [InlineData(PipePassing.Referenced, Direction.Transmit, ReferencedPage)]
    [InlineData(PipePassing.Flipped, Direction.Transmit, FlippedPage)]
    [InlineData(PipePassing.Flipped, Direction.Receive, FlippedPage)]
    public void A_page_takes_the_sum_of_its_parts(PipePassing passing, Direction direction, double nanoseconds) =>
        Latency(Pipe(passing, direction)).ShouldBe(nanoseconds);

    // Four pages. Copied, a page at a time: 1,500 more at each end, and three times a wake-up and a switch at each. By
    // reference, all at once: 180 to pin them, 1,500 to copy and 60 to let go; or 180 to pin and 210 + 60 to replace them.
    [Theory]
    [InlineData(PipePassing.Copied, CopiedPage + (2 * (1_500 + (3 * 1_200))))]
    [InlineData(PipePassing.Referenced, ReferencedPage + 180 + 1_500 + 60)]
    [InlineData(PipePassing.Flipped, FlippedPage + 180 + 210 + 60)]
    public void A_pipe_that_holds_a_page_passes_more_in_turns(PipePassing passing, double nanoseconds) =>
        Latency(Sized(Pipe(passing), 16)).ShouldBe(nanoseconds);

    // Eight pages are referred to in two turns: a further 150 to start a pin, a wake-up and a switch for the writer, and for the
    // reader a switch, and a wake-up of the writer that waits.
    [Theory]
    [InlineData(PipePassing.Referenced, ReferencedPage + (7 * (60 + 500 + 20)) + 150 + 1_200 + 1_200)]
    [InlineData(PipePassing.Flipped, FlippedPage + (7 * (60 + 70 + 20)) + 150 + 1_200 + 1_200)]
    public void A_pipe_that_refers_to_four_pages_passes_more_in_turns(PipePassing passing, double nanoseconds) =>
        Latency(Sized(Pipe(passing), 32)).ShouldBe(nanoseconds);

    // A write of half a page is copied, 250 at each end; of a page and a half, the half is.
    [Theory]
    [InlineData(PipePassing.Referenced, 2, CopiedPage - 500)]
    [InlineData(PipePassing.Flipped, 2, CopiedPage - 500)]
    [InlineData(PipePassing.Flipped, 6, FlippedPage + 500)]
    public void Less_than_a_page_is_copied(PipePassing passing, int kibibytes, double nanoseconds) =>
        Latency(Sized(Pipe(passing), kibibytes)).ShouldBe(nanoseconds);

    // The writer's page is still its reader's when it is written anew: a fault of 610 and a cold copy. With two buffers the
    // reader has the other's page by then, and the fault finds that nobody shares it. Either way the page is protected again:
    // 30, the lock 10, the flush 20. Both ends make a warm pass of 400.
    [Theory]
    [InlineData(1, 610 + 1_000)]
    [InlineData(2, 610)]
    public void A_writer_that_fills_its_buffer_again_faults_on_what_it_has_given_away(int buffers, double nanoseconds)
    {
        var idle = Pipe(PipePassing.Flipped);
        var busy = idle with { Workload = idle.Workload with { Touch = Touch.Read, Buffers = buffers } };

        Latency(busy).ShouldBe(FlippedPage + nanoseconds + 60 + 800);
        Metric(busy, "faults_per_transfer").ShouldBe(1);
    }

    // 512 frames, of which each of 305 transfers takes four for the copies that its writer needs.
    [Fact]
    public void What_the_reader_had_before_is_freed()
    {
        var pipe = Sized(Pipe(PipePassing.Flipped), 16);
        var small = pipe with
        {
            Platform = pipe.Platform with { Memory = pipe.Platform.Memory with { Capacity = ByteCount.Mebibytes(2) } },
            Workload = pipe.Workload with { Touch = Touch.Read },
            Run = new RunPlan { WarmUp = 5, Transfers = 300 },
        };

        Metric(small, "pages_scanned_per_transfer").ShouldBe(0);
    }

    [Theory]
    [InlineData(PipePassing.Copied, false)]
    [InlineData(PipePassing.Referenced, false)]
    [InlineData(PipePassing.Flipped, true)]
    public void Replacing_pages_interrupts_the_cores_that_run_the_same_process(PipePassing passing, bool interrupts)
    {
        var pipe = Pipe(passing, Direction.Receive);
        var threads = pipe with
        {
            Platform = pipe.Platform with { Cpus = 4 },
            Workload = pipe.Workload with { Threads = 4, Touch = Touch.Read },
            Run = new RunPlan { WarmUp = 20, Transfers = 200 },
        };

        (Metric(threads, "ipis_per_transfer") > 0).ShouldBe(interrupts);
    }

    [Theory]
    [InlineData(PipePassing.Copied)]
    [InlineData(PipePassing.Referenced)]
    [InlineData(PipePassing.Flipped)]
    public void The_number_of_events_does_not_grow_with_the_write(PipePassing passing)
    {
        var pipe = Pipe(passing);
        pipe = pipe with { Workload = pipe.Workload with { Touch = Touch.Read, Buffers = 2 } };

        Metric(Sized(pipe, 1024), "events_per_transfer").ShouldBe(Metric(Sized(pipe, 8), "events_per_transfer"));
    }

    private static Scenario Pipe(PipePassing passing, Direction direction = Direction.Transmit) =>
        Scenario(StrategyKind.PageFlip, direction) with { Options = new StrategyOptions { Pipe = passing } };

    private static Scenario Sized(Scenario scenario, int kibibytes) => scenario with
    {
        Workload = scenario.Workload with { Size = new FixedSize(ByteCount.Kibibytes(kibibytes)) },
    };
}
