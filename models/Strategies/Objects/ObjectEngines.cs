using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Strategies.Objects;

/// <summary>The engines of the devices that objects belong to, beside that of the device which transfers go to.</summary>
internal static class ObjectEngines
{
    /// <summary>The engine of a graphics card: it has a link like the other device's, and nothing behind it but its own
    /// memory.</summary>
    public static DmaEngine OfCard(Machine machine) => Engine(
        machine,
        machine.Platform.Dma with
        {
            DeviceLatency = machine.Platform.Dma.DeviceLatency with { Value = Duration.Zero },
            Medium = machine.Platform.Objects.VideoRate,
        },
        machine.Platform.Link);

    /// <summary>The engines of all SPUs, which share the way to memory; an SPU's program takes as long to act as the other
    /// device does.</summary>
    public static DmaEngine OfSpus(Machine machine)
    {
        var rate = machine.Platform.Objects.StoreRate;
        var none = machine.Platform.Dma.Doorbell with { Value = Duration.Zero };
        var bus = new LinkCosts
        {
            Kind = LinkKind.Pci,
            Pci = new PciBus { Peak = rate, BurstSetup = none, BurstSize = machine.Platform.Memory.SectionSize },
            ReadLatency = machine.Platform.Link.ReadLatency,
            WriteLatency = machine.Platform.Link.WriteLatency,
        };
        return Engine(machine, machine.Platform.Dma with { Medium = rate }, bus);
    }

    private static DmaEngine Engine(Machine machine, DmaCosts costs, LinkCosts link) => new(
        machine.Simulation,
        machine.Platform with { Dma = costs, Link = link },
        machine.Messages,
        machine.Bus,
        machine.Cache,
        machine.Interrupts);
}
