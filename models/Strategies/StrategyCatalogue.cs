using DmaModel.Hardware;
using DmaModel.Strategies.Ipath;
using DmaModel.Strategies.Objects;

namespace DmaModel.Strategies;

/// <summary>The one place that turns a strategy's name into its code.</summary>
public static class StrategyCatalogue
{
    /// <summary>Every strategy, in the order in which tables and legends list them.</summary>
    public static IReadOnlyList<StrategyKind> All { get; } = Enum.GetValues<StrategyKind>();

    /// <summary>A strategy at work on a machine.</summary>
    public static ITransferStrategy Create(StrategyKind kind, Machine machine, StrategyOptions options) => kind switch
    {
        StrategyKind.Copy => new CopyStrategy(machine, options),
        StrategyKind.PinPerIo => new PinPerIoStrategy(machine, options),
        StrategyKind.PinRegistered => new PinRegisteredStrategy(machine, options),
        StrategyKind.MmapPrefault => new MmapStrategy(machine, options, prefault: true),
        StrategyKind.MmapFault => new MmapStrategy(machine, options, prefault: false),
        StrategyKind.MmapRing => new MmapRingStrategy(machine, options),
        StrategyKind.BounceProcess => new BounceProcessStrategy(machine, options),
        StrategyKind.BounceIthread => new BounceIthreadStrategy(machine, options),
        StrategyKind.ObjectPager => new ObjectPagerStrategy(machine, options),
        StrategyKind.CowZeroCopy => new CowZeroCopyStrategy(machine),
        StrategyKind.PageFlip => new PageFlipStrategy(machine, options),
        StrategyKind.Ipath => new IpathStrategy(machine, options),
        StrategyKind.SpuSwitch => new SpuSwitchStrategy(machine, options),
        StrategyKind.MigratingObject => new MigratingObjectStrategy(machine, options),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such strategy."),
    };
}
