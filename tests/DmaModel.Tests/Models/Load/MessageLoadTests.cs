using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.Strategies.Ipath;
using DmaModel.Tests.Models.Strategies;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Tests.Models.Load;

/// <summary>Messages between two ends that are both simulated, and threads that are processes of their own.</summary>
public sealed class MessageLoadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_laws_hold_for_messages_drawn_at_random(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var scenario = Draw(random);
            try
            {
                var first = ScenarioRun.Run(scenario, 0);
                ScenarioRun.Run(scenario, 0).Fingerprint.ShouldBe(first.Fingerprint);
                ScenarioRun.RunShuffled(scenario, 0, seed).Metrics.Count.ShouldBe(first.Metrics.Count);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, scenario {i}: {scenario}", exception);
            }
        }
    }

    // One at a time, a page is on the wire for 2,000 of the time that it takes from end to end; with several under way the wire
    // is always busy, as neither end takes as long for a page. Four pages are eight packets, twice what there are buffers.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_stream_of_messages_fills_the_wire(int pages)
    {
        var alone = Between(MessagePath.Eager);
        alone = alone with { Workload = alone.Workload with { Size = new FixedSize(RoundPlatform.Page * pages) } };
        var dma = alone.Platform.Dma with { Medium = RoundPlatform.PagePer(2_000) };
        alone = alone with { Platform = alone.Platform with { Dma = dma }, Run = new RunPlan { WarmUp = 100, Transfers = 200 } };
        var stream = alone with { Workload = alone.Workload with { Depth = 8 } };

        var wire = 1 / (pages * 2_000e-9);
        OneTransfer.Metric(alone, "throughput_transfers_per_s").ShouldBeLessThan(0.85 * wire);
        OneTransfer.Metric(stream, "throughput_transfers_per_s").ShouldBe(wire, tolerance: 0.02 * wire);
    }

    // The two ends are processes of their own: what one unmaps interrupts no core of the other.
    [Fact]
    public void Ends_share_no_address_space()
    {
        var message = Between(MessagePath.Eager);
        var fresh = message with { Workload = message.Workload with { Reuse = 1 } };

        OneTransfer.Metric(fresh, "ipis_per_transfer").ShouldBe(0);
        OneTransfer.Metric(fresh, "faults_per_transfer").ShouldBe(2);
    }

    // Both ends are followed: what the sender's device took, and what the receiver finds.
    [Theory]
    [InlineData(MessagePath.Eager, SendPath.Pio, MessagePin.PerMessage)]
    [InlineData(MessagePath.Expected, SendPath.Pio, MessagePin.PerMessage)]
    [InlineData(MessagePath.Expected, SendPath.Dma, MessagePin.PerMessage)]
    [InlineData(MessagePath.Expected, SendPath.Dma, MessagePin.Registered)]
    public void Both_ends_find_what_they_should(MessagePath path, SendPath send, MessagePin pin)
    {
        var message = Between(path, send);
        message = message with
        {
            Options = message.Options with { MessagePin = pin },
            Workload = message.Workload with { Size = new FixedSize(RoundPlatform.Page * 3), Reuse = 3 },
        };

        OneTransfer.Metric(message, "data_checked_per_transfer").ShouldBe(2);
        ScenarioRun.Run(message, 0).WrongData.ShouldBeNull();
    }

    // Two threads map and unmap in step: as one process they wait for each other's lock, as two they do not.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Threads_may_be_processes_of_their_own(bool processes)
    {
        var scenario = OneTransfer.Scenario(StrategyKind.Ipath, Direction.Receive);
        scenario = scenario with
        {
            Options = new StrategyOptions { MessagePath = MessagePath.Eager },
            Workload = scenario.Workload with { Threads = 2, Reuse = 1, Processes = processes },
            Run = new RunPlan { WarmUp = 20, Transfers = 40 },
        };

        (OneTransfer.Metric(scenario, "lock_waits_per_transfer") > 0).ShouldBe(!processes);
    }

    public static TheoryData<string, Func<Scenario, Scenario>> Broken => new()
    {
        { "workload.direction", scenario => scenario with { Strategy = StrategyKind.Copy } },
        { "workload.shared", scenario => scenario with { Workload = scenario.Workload with { Shared = true } } },
        { "platform.cpus", scenario => scenario with { Workload = scenario.Workload with { Threads = 2 } } },
        {
            "workload.processes",
            scenario => scenario with { Workload = scenario.Workload with { Shared = true, Processes = true } }
        },
        {
            "workload.arrival",
            scenario => scenario with
            {
                Workload = scenario.Workload with
                {
                    Arrival = ArrivalKind.Poisson,
                    OfferedLoad = Bandwidth.MegabytesPerSecond(1),
                },
            }
        },
        {
            "platform.link.kind",
            scenario => scenario with { Platform = scenario.Platform with { Link = RoundPlatform.Create().Link } }
        },
        {
            "platform.messaging.pio-buffers",
            scenario => scenario with
            {
                Platform = scenario.Platform with { Messaging = scenario.Platform.Messaging with { PioBuffers = 3 } },
            }
        },
        {
            "options.eager-limit",
            scenario => scenario with { Options = scenario.Options with { EagerLimit = new ByteCount(-1) } }
        },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_message_has_rules_of_its_own(string path, Func<Scenario, Scenario> change)
    {
        ScenarioRules.Broken(Between(MessagePath.Eager)).ShouldBeEmpty();

        ScenarioRules.Broken(change(Between(MessagePath.Eager))).ShouldContain(rule => rule.Path == path);
    }

    /// <summary>One thread that sends pages to its peer, on a machine whose link has two directions and no cost.</summary>
    internal static Scenario Between(MessagePath path, SendPath send = SendPath.Pio)
    {
        var scenario = OneTransfer.Scenario(StrategyKind.Ipath, Direction.Message);
        var free = RoundPlatform.Cost(ByteCount.Zero);
        var link = scenario.Platform.Link with
        {
            Kind = LinkKind.Pcie,
            Pcie = new PcieLink
            {
                Generation = 5,
                Lanes = 32,
                MaxPayload = RoundPlatform.Page,
                MaxReadRequest = RoundPlatform.Page,
                WriteHeader = free,
                ReadHeader = free,
                CompletionHeader = free,
                AcknowledgeInterval = RoundPlatform.Cost(ByteCount.Mebibytes(64)),
            },
        };
        return scenario with
        {
            Platform = scenario.Platform with { Link = link },
            Options = new StrategyOptions { MessagePath = path, SendPath = send },
            Run = new RunPlan { WarmUp = 80, Transfers = 5 },
        };
    }

    private static Scenario Draw(Random random)
    {
        var scenario = Between(Pick(random, Enum.GetValues<MessagePath>()), Pick(random, Enum.GetValues<SendPath>()));
        var threads = random.Next(1, 4);
        return scenario with
        {
            Platform = scenario.Platform with
            {
                Cpus = threads * random.Next(2, 4),
                Dma = scenario.Platform.Dma with
                {
                    Channels = Pick(random, 1, 16),
                    Medium = RoundPlatform.PagePer(random.Next(1, 9_000)),
                },
            },
            Options = scenario.Options with
            {
                MessagePin = Pick(random, Enum.GetValues<MessagePin>()),
                ContextLife = Pick(random, Enum.GetValues<ContextLife>()),
                EagerLimit = new ByteCount(random.Next(20_000)),
                PioLimit = new ByteCount(random.Next(20_000)),
            },
            Workload = scenario.Workload with
            {
                Size = random.Next(2) == 0
                    ? new FixedSize(new ByteCount(random.Next(1, 300_000)))
                    : new LogNormalSize(ByteCount.Kibibytes(8), 1.2, ByteCount.Kibibytes(512)),
                ThinkTime = Duration.Microseconds(Pick(random, 0, 5, 50)),
                Threads = threads,
                Depth = random.Next(1, 9),
                Buffers = random.Next(1, 3),
                Reuse = Pick(random, 0, 1, 3),
                Touch = Pick(random, Touch.None, Touch.Checksum),
                Processes = random.Next(2) == 0,
            },
            Background = new BackgroundSpec { CpuHogs = Pick(random, 0, 0, 2), UnmapsPerSecond = Pick(random, 0.0, 20_000) },
            Run = new RunPlan { WarmUp = random.Next(0, 40), Transfers = random.Next(1, 200), Seed = random.Next() },
        };
    }

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];
}
