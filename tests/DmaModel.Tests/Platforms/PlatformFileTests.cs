using System.Globalization;
using DmaModel.Experiments.Reading;
using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Tests.Platforms;

/// <summary>What every platform that ships must satisfy, and what sets the machines apart.</summary>
public sealed class PlatformFileTests
{
    private static readonly string[] ByAge = ["pentium3-2000", "opteron-2006", "xeon-2015", "epyc-2024"];

    public static TheoryData<string> Names => [.. ByAge];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_without_a_finding(string name) => Read(name).Name.ShouldBe(name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_value_lies_within_its_range(string name)
    {
        foreach (var cost in CostsOf(Read(name)))
            (cost.Low <= cost.Value && cost.Value <= cost.High).ShouldBeTrue(cost.Path);
    }

    // A guess says so, and says why its range is what it is; nothing else may look like one.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_guess_and_only_a_guess_calls_itself_one(string name)
    {
        foreach (var cost in CostsOf(Read(name)))
        {
            cost.Source.StartsWith("guess", StringComparison.Ordinal).ShouldBe(cost.Tag == TrustTag.Guess, cost.Path);
            cost.Tag.ShouldNotBe(TrustTag.Set, cost.Path);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cache_is_never_slower_than_memory(string name)
    {
        var memory = Read(name).Memory;

        memory.WarmCopy.Value.BytesPerSecond.ShouldBeGreaterThanOrEqualTo(memory.ColdCopy.Value.BytesPerSecond);
        memory.WarmRead.Value.BytesPerSecond.ShouldBeGreaterThanOrEqualTo(memory.ColdRead.Value.BytesPerSecond);
        memory.ColdRead.Value.BytesPerSecond.ShouldBeGreaterThanOrEqualTo(memory.ColdCopy.Value.BytesPerSecond);
    }

    // Otherwise no CPU could ever copy at the rate that the file gives.
    [Theory]
    [MemberData(nameof(Names))]
    public void Memory_carries_the_traffic_of_one_cold_copy(string name)
    {
        var memory = Read(name).Memory;

        var traffic = memory.ColdCopy.Value * memory.ColdCopyTraffic.Value;
        traffic.BytesPerSecond.ShouldBeLessThanOrEqualTo(memory.Bandwidth.Value.BytesPerSecond);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_entry_of_a_fault_is_a_part_of_it(string name)
    {
        var paging = Read(name).Paging;

        paging.FaultEntry.Value.Picoseconds.ShouldBeLessThan(paging.MinorFault.Value.Picoseconds);
    }

    // The published figures of pcie-bench/pcie-model for payloads of 256 B, in Gb/s.
    [Theory]
    [InlineData("opteron-2006", 13.57)]
    [InlineData("xeon-2015", 57.88)]
    [InlineData("epyc-2024", 454.8)]
    public void A_PCIe_link_has_its_published_usable_rate(string name, double gigabits)
    {
        var usable = LinkRate.Usable(Read(name).Link.Pcie!).BytesPerSecond * 8 / 1e9;

        usable.ShouldBe(gigabits, tolerance: gigabits * 0.0005);
    }

    // 128 B at 133.3 MB/s take 960 ns, and the set-up 360 ns: within the 60-100 MB/s that such a bus is known for.
    [Fact]
    public void The_shared_bus_of_2000_carries_97_megabytes_per_second()
    {
        var size = ByteCount.Mebibytes(1);

        var rate = size.Bytes / LinkRate.PciTime(Read("pentium3-2000").Link.Pci!, size).TotalSeconds;
        rate.ShouldBe(97e6, tolerance: 0.5e6);
    }

    [Theory]
    [InlineData("xeon-2015")]
    [InlineData("epyc-2024")]
    public void The_medium_is_faster_than_the_link_where_the_file_says_so(string name)
    {
        var platform = Read(name);

        platform.Dma.Medium.Value.BytesPerSecond.ShouldBeGreaterThan(LinkRate.Raw(platform.Link.Pcie!).BytesPerSecond);
    }

    // Not everything got faster: a system call of 2024 costs more than one of 2015.
    [Fact]
    public void Each_machine_copies_pins_and_interrupts_faster_than_those_before_it()
    {
        var machines = ByAge.Select(Read).ToList();
        foreach (var (older, younger) in machines.Zip(machines.Skip(1)))
        {
            (younger.Memory.Bandwidth.Value > older.Memory.Bandwidth.Value).ShouldBeTrue(younger.Name);
            (younger.Memory.ColdCopy.Value > older.Memory.ColdCopy.Value).ShouldBeTrue(younger.Name);
            (younger.Memory.WarmCopy.Value > older.Memory.WarmCopy.Value).ShouldBeTrue(younger.Name);
            younger.Pinning.PinPage.Value.Picoseconds.ShouldBeLessThan(older.Pinning.PinPage.Value.Picoseconds, younger.Name);
            younger.Cpu.ContextSwitch.Value.Picoseconds.ShouldBeLessThan(older.Cpu.ContextSwitch.Value.Picoseconds, younger.Name);
            RemoteFlush(younger.Tlb).Picoseconds.ShouldBeLessThan(RemoteFlush(older.Tlb).Picoseconds, younger.Name);
        }
    }

    // One further CPU costs a Haswell 4,655 - 2,499 = 2,150 cycles (N. Amit, 2022).
    [Theory]
    [InlineData("xeon-2015", 2.2)]
    [InlineData("epyc-2024", 3.5)]
    public void A_remote_flush_is_the_measured_sum_of_its_parts(string name, double gigahertz) =>
        RemoteFlush(Read(name).Tlb).TotalNanoseconds.ShouldBe(2_150 / gigahertz, tolerance: 1);

    [Fact]
    public void The_page_about_platforms_lists_exactly_the_guesses_of_the_files()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "platforms.md"));
        foreach (var name in ByAge)
        {
            var section = page.Split($"\n### `{name}`").Last().Split("\n### ")[0];
            var listed = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
            var guessed = CostsOf(Read(name)).Where(cost => cost.Tag == TrustTag.Guess).Select(cost => cost.Row).ToList();

            listed.ShouldBe(guessed);
        }
    }

    private static Duration RemoteFlush(TlbCosts tlb) =>
        tlb.IpiSend.Value + tlb.IpiDelivery.Value + tlb.IpiHandler.Value + tlb.InvalidatePage.Value;

    private static Platform Read(string name)
    {
        var findings = new Findings();
        var source = new Catalogue(AppContext.BaseDirectory).FindPlatform(name, Place.Of("test"), beside: null, findings);
        var file = source is null ? null : PlatformReader.Read(source, findings);
        findings.ThrowIfAny();
        return file!.Platform;
    }

    private static IEnumerable<ListedCost> CostsOf(object record, string prefix = "")
    {
        foreach (var property in record.GetType().GetProperties())
        {
            var path = prefix + DmaModel.Experiments.Reading.Names.Of(property.Name);
            switch (property.GetValue(record))
            {
                case Cost<Duration> cost:
                    yield return ListedCost.Of(path, cost, duration => duration.Picoseconds);
                    break;
                case Cost<Bandwidth> cost:
                    yield return ListedCost.Of(path, cost, rate => rate.BytesPerSecond);
                    break;
                case Cost<ByteCount> cost:
                    yield return ListedCost.Of(path, cost, amount => amount.Bytes);
                    break;
                case Cost<double> cost:
                    yield return ListedCost.Of(path, cost, number => number);
                    break;
                case { } part when part.GetType().Namespace == typeof(Platform).Namespace && part.GetType().IsClass:
                    foreach (var inner in CostsOf(part, $"{path}."))
                        yield return inner;
                    break;
            }
        }
    }

    private sealed record ListedCost(string Path, double Value, double Low, double High, string Source, TrustTag Tag, string Row)
    {
        public static ListedCost Of<T>(string path, Cost<T> cost, Func<T, double> number)
            where T : struct => new(
                path, number(cost.Value), number(cost.Low), number(cost.High), cost.Source, cost.Tag,
                string.Create(CultureInfo.InvariantCulture, $"| `{path}` | {cost.Value} | {cost.Low} to {cost.High} |"));
    }
}
