using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>Devices with memory of their own: SPUs with a local store, graphics cards.</summary>
public sealed record ObjectCosts
{
    /// <summary>The rate at which an SPU saves its local store to memory, or restores it.</summary>
    [Description("The rate at which an SPU's local store is saved to memory, or restored from there.")]
    public required Cost<Bandwidth> StoreRate { get; init; }

    /// <summary>The CPU's work to save or restore what a context is beside its local store.</summary>
    [Description("The CPU's work to save, or to restore, what an SPU context is beside its local store: registers and queues.")]
    public required Cost<Duration> SwitchCall { get; init; }

    /// <summary>The rate at which a CPU reads a device's memory through an uncached mapping.</summary>
    [Description("The rate at which a CPU reads a device's memory through an uncached mapping.")]
    public required Cost<Bandwidth> DeviceRead { get; init; }

    /// <summary>The rate at which a CPU writes a device's memory through an uncached mapping.</summary>
    [Description("The rate at which a CPU writes a device's memory through an uncached mapping, stores combined.")]
    public required Cost<Bandwidth> DeviceWrite { get; init; }

    /// <summary>The rate at which a graphics engine goes through video memory.</summary>
    [Description("The rate at which a graphics engine goes through an object in video memory.")]
    public required Cost<Bandwidth> VideoRate { get; init; }
}
