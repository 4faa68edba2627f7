using System.Globalization;
using DmaModel.Experiments.Quantities;
using DmaModel.Hardware;
using DmaModel.Units;
using DmaModel.Workload;

namespace DmaModel.Experiments.Comparing;

/// <summary>How much load a scenario is to bear: a share of what its link can carry, or a rate.</summary>
/// <param name="Share">The share of the link's payload capacity; null where a rate is given.</param>
/// <param name="Rate">The rate; null where a share is given.</param>
public sealed record LoadText(double? Share, Bandwidth? Rate)
{
    /// <summary>Reads '0.8', '80 %' or '4 GB/s'.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static LoadText Read(string text)
    {
        if (QuantityText.Read(Dimension.Number, text, out var share) is null)
            return share > 0 ? new LoadText(share, Rate: null) : throw new FormatException($"the load '{text}' must be above 0");
        if (QuantityText.Read(Dimension.Rate, text, out var rate) is null && rate > 0)
            return new LoadText(Share: null, new Bandwidth(rate));

        throw new FormatException(
            $"'{text}' is no load: it is a share of what the link can carry, such as 0.8, or a rate such as '4 GB/s'");
    }

    /// <summary>What a scenario's link carries of payload at most, in transfers of the workload's mean size.</summary>
    /// <remarks>Headers, acknowledgements and flow control are taken off; descriptors are not, which are a little more.</remarks>
    public static Bandwidth CapacityOf(Scenario scenario)
    {
        var size = new ByteCount((long)Math.Round(scenario.Workload.Size.MeanBytes));
        var direction = scenario.Workload.Direction == Direction.Receive ? DmaDirection.ToMemory : DmaDirection.FromMemory;
        var time = LinkRate.TimeFor(scenario.Platform.Link, direction, size, ByteCount.Zero);
        return new Bandwidth(size.Bytes / time.TotalSeconds);
    }

    /// <summary>The rate that it is in a scenario.</summary>
    public Bandwidth In(Scenario scenario) => Rate ?? CapacityOf(scenario) * Share!.Value;

    /// <summary>A scenario under this load.</summary>
    public Scenario Apply(Scenario scenario) =>
        scenario with { Workload = scenario.Workload with { OfferedLoad = In(scenario) } };

    /// <summary>Says what it means in a scenario: 'load 80 % of the 6.63 GB/s that the link can carry: 5.30 GB/s'.</summary>
    public string Describe(Scenario scenario)
    {
        var capacity = CapacityOf(scenario);
        var rate = In(scenario);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"load {rate.BytesPerSecond / 1e9:0.00} GB/s, {rate.BytesPerSecond / capacity.BytesPerSecond:0.#%} of the "
            + $"{capacity.BytesPerSecond / 1e9:0.00} GB/s of payload that the link carries");
    }
}
