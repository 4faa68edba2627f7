using System.ComponentModel;

namespace DmaModel.Platforms;

/// <summary>A machine of some year: what each primitive costs on it, and how its parts are laid out.</summary>
/// <remarks>
/// Every cost carries its source (<see cref="Cost{T}"/>); everything else is a choice of configuration. Platforms
/// are data: they live in <c>models/Platforms/*.yaml</c>, and no cost stands in code.
/// </remarks>
public sealed record Platform
{
    /// <summary>The platform's name, as experiments call it.</summary>
    [Description("The platform's name, as experiments call it; the same as the file's.")]
    public required string Name { get; init; }

    /// <summary>One line that says what machine this is.</summary>
    [Description("One line that says what machine and what kernel this is.")]
    public required string Title { get; init; }

    /// <summary>The number of CPUs.</summary>
    [Description("The number of CPUs.")]
    public required int Cpus { get; init; }

    /// <summary>What the processor and the kernel's entry paths cost.</summary>
    [Description("The processor, the scheduler and the kernel's entry paths.")]
    public required CpuCosts Cpu { get; init; }

    /// <summary>What memory can carry.</summary>
    [Description("Memory bandwidth, copies and the cache.")]
    public required MemoryCosts Memory { get; init; }

    /// <summary>Translation caches and their invalidation.</summary>
    [Description("Translation caches and their invalidation on other CPUs.")]
    public required TlbCosts Tlb { get; init; }

    /// <summary>Faults and mapping calls.</summary>
    [Description("Page faults, mmap, munmap and page-table work.")]
    public required PagingCosts Paging { get; init; }

    /// <summary>Pinning of user pages.</summary>
    [Description("Pinning and unpinning of user pages (the get_user_pages family).")]
    public required PinningCosts Pinning { get; init; }

    /// <summary>The device's DMA engine and its driver.</summary>
    [Description("The device: its DMA engine, its rings and its driver's fixed work.")]
    public required DmaCosts Dma { get; init; }

    /// <summary>The link between the device and memory.</summary>
    [Description("The link between the device and memory.")]
    public required LinkCosts Link { get; init; }

    /// <summary>How the device signals completions.</summary>
    [Description("Interrupts: delivery, handling, coalescing.")]
    public required InterruptCosts Interrupt { get; init; }

    /// <summary>The IOMMU.</summary>
    [Description("The IOMMU: map, unmap, invalidation and translation misses.")]
    public required IommuCosts Iommu { get; init; }

    /// <summary>Bounce buffers.</summary>
    [Description("The pool of bounce slots, and temporary kernel mappings.")]
    public required BounceCosts Bounce { get; init; }

    /// <summary>Pipes between processes.</summary>
    [Description("Pipes between processes: what they hold, and what a call takes.")]
    public required PipeCosts Pipe { get; init; }

    /// <summary>A message adapter.</summary>
    [Description("A message adapter without a processor: packets, buffers and the CPU's work for them.")]
    public required MessagingCosts Messaging { get; init; }

    /// <summary>Devices with memory of their own.</summary>
    [Description("Devices with memory of their own: SPUs with a local store, graphics cards.")]
    public required ObjectCosts Objects { get; init; }

    /// <summary>What the kernel of the era does with memory.</summary>
    [Description("What the kernel of the era does with memory: choices, not costs.")]
    public MemoryRules Kernel { get; init; } = new();
}
