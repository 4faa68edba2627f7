using DmaModel.Hardware;
using DmaModel.Measurement;
using DmaModel.Tests.Models;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Theory;

/// <summary>The machine's own parts as queues whose answer is known: a core, the link and the memory bus.</summary>
/// <remarks>Student-t intervals at 99 % over 20 replications with fixed seeds, as in <see cref="QueueTests"/>.</remarks>
public sealed class MachineQueueTests
{
    private const int Replications = 20;

    // Preemptive-resume priorities with Poisson arrivals (Conway, Maxwell and Miller 1967): class k, with mean service s,
    // takes s/(1 - a) + r/((1 - a)(1 - b)), where a and b are the loads of the classes before it without and with it, and
    // r is half the sum of rate times mean squared service over all classes up to k. Rates are per us, services in us:
    //   interrupts         1.0 x 0.2 fixed        load 0.2   r 0.02
    //   interrupt threads  0.3 x 1.0 exponential  load 0.3   r 0.02 + 0.3
    //   tasks              0.1 x 3.0 exponential  load 0.3   r 0.32 + 0.9
    // Tasks take turns by time slices; with exponential services that leaves their mean as it is.
    [Fact]
    public void A_core_serves_interrupts_threads_and_tasks_as_a_preemptive_queue()
    {
        var runs = Enumerable.Range(0, Replications).Select(replication => new BusyCore(replication).Run()).ToList();

        MeansOf(runs.Select(run => run.Interrupts)).ShouldPinDown(1_000 * (0.2 + (0.02 / 0.8)), precision: 0.02);
        MeansOf(runs.Select(run => run.Threads)).ShouldPinDown(1_000 * ((1 / 0.8) + (0.32 / 0.8 / 0.5)), precision: 0.05);
        MeansOf(runs.Select(run => run.Tasks)).ShouldPinDown(1_000 * ((3 / 0.5) + (1.22 / 0.5 / 0.2)), precision: 0.1);
    }

    // A page keeps the link for 400 ns; its own latencies are 500 + 1,000 + 250 + 250 and overlap. M/D/1 at 80 % waits
    // 0.8 / (2 x 0.2) = 2 services.
    [Fact]
    public void Pages_wait_for_the_link_as_in_M_D_1()
    {
        var runs = Enumerable.Range(0, Replications).Select(LinkLatencies);

        MeansOf(runs).ShouldPinDown(2_000 + 400 + (2 * 400), precision: 0.03);
    }

    // Equal shares are processor sharing, which takes s/(1 - load) whatever the distribution of s; first come first served
    // would take 1.7 times as long with this one.
    [Fact]
    public void Passes_over_memory_share_the_bus_as_processor_sharing()
    {
        var runs = Enumerable.Range(0, Replications).Select(BusLatencies);

        MeansOf(runs).ShouldPinDown(1_000 / (1 - 0.6), precision: 0.05);
    }

    private static Interval MeansOf(IEnumerable<LatencyHistogram> runs) =>
        Interval.Of([.. runs.Select(run => run.Mean.TotalNanoseconds)], 0.99);

    private static LatencyHistogram LinkLatencies(int replication)
    {
        var platform = RoundPlatform.Create();
        var bench = new Bench(platform with { Dma = platform.Dma with { Channels = 1_000_000, RingEntries = 1_000_000 } });
        var latencies = new LatencyHistogram();
        var gaps = new RandomStreams(21, replication).Stream("arrivals");
        var page = new DmaRequest(
            DmaDirection.ToMemory, RoundPlatform.Page, 1, 0, CompletionSignal.MemoryOnly, bench.Machine.Cores[0], null, null);
        Customers.Start(
            bench.Simulation,
            gaps,
            Duration.Nanoseconds(500),
            count: 20_000,
            warmUp: 500,
            latencies,
            () => bench.Machine.Dma.Start(page));

        bench.Simulation.Run();
        return latencies;
    }

    private static LatencyHistogram BusLatencies(int replication)
    {
        var platform = RoundPlatform.Create();
        var bench = new Bench(platform with { Cpus = 100, Cpu = platform.Cpu with { ContextSwitch = RoundPlatform.Ns(0) } });
        var bus = bench.Machine.Bus;
        var latencies = new LatencyHistogram();
        var streams = new RandomStreams(22, replication);
        var lengths = streams.Stream("lengths");
        var length = Queue.LogNormalService(1.2);
        Customers.Start(
            bench.Simulation,
            streams.Stream("arrivals"),
            Queue.MeanService * (1 / 0.6),
            count: 10_000,
            warmUp: 500,
            latencies,
            () => bench.Machine.Cores.First(core => core.IsIdle).Stream(
                bench.Task("pass"), CpuCause.Background, new MemoryPass(length(lengths), bus.Capacity), bus));

        bench.Simulation.Run();
        return latencies;
    }

    /// <summary>A core that is 80 % busy with three kinds of work, none of which pays for being switched to.</summary>
    private sealed class BusyCore
    {
        private const int TaskCount = 4_000;

        private readonly RandomStreams _streams;
        private readonly Bench _bench;

        public BusyCore(int replication)
        {
            var platform = RoundPlatform.Create();
            _streams = new RandomStreams(20, replication);
            _bench = new Bench(platform with { Cpu = platform.Cpu with { ContextSwitch = RoundPlatform.Ns(0) } });
        }

        private Core Core => _bench.Machine.Cores[0];

        public (LatencyHistogram Interrupts, LatencyHistogram Threads, LatencyHistogram Tasks) Run()
        {
            var run = (Interrupts: new LatencyHistogram(), Threads: new LatencyHistogram(), Tasks: new LatencyHistogram());
            Start("interrupts", 1.0, run.Interrupts, () => Fixed.Send(_bench, Duration.Microseconds(0.2)));
            Start("threads", 0.3, run.Threads, Work("thread work", CpuPriority.InterruptThread, Duration.Microseconds(1)));
            Start("tasks", 0.1, run.Tasks, Work("task work", CpuPriority.Task, Duration.Microseconds(3)));

            _bench.Simulation.Run();
            Core.Settle().Total.ShouldBe(Core.Occupied);
            return run;
        }

        private void Start(string stream, double perMicrosecond, LatencyHistogram latencies, Func<Event> ask) => Customers.Start(
            _bench.Simulation,
            _streams.Stream(stream),
            Duration.Microseconds(1 / perMicrosecond),
            count: (int)(TaskCount * perMicrosecond / 0.1),
            warmUp: (int)(200 * perMicrosecond / 0.1),
            latencies,
            ask);

        private Func<Event> Work(string stream, CpuPriority priority, Duration mean)
        {
            var lengths = _streams.Stream(stream);
            return () => Core.Run(
                _bench.Task(stream, priority),
                new CpuWork().Add(CpuCause.Background, lengths.Exponential(mean)));
        }
    }

    /// <summary>An interrupt with a handler of fixed length; the event succeeds at the handler's end.</summary>
    private sealed class Fixed(Simulation simulation, Core core, Duration handler, Event handled) : Interrupt(simulation, core)
    {
        public static Event Send(Bench bench, Duration handler)
        {
            var handled = new Event(bench.Simulation);
            new Fixed(bench.Simulation, bench.Machine.Cores[0], handler, handled).Send(Duration.Zero);
            return handled;
        }

        internal override Duration BookTo(Core core, Duration start) => core.BookHandler(CpuCause.Interrupt, start, handler);

        protected override void Handled() => handled.Succeed();
    }
}
