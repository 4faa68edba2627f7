using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>The IOMMU: mappings for devices, their removal, and the invalidation of what the device side has cached.</summary>
/// <remarks>
/// Models the Linux DMA API on an IOMMU: an address allocator and one invalidation queue, each under a lock. Strict
/// mode waits for an invalidation at each unmap; deferred mode gathers unmapped ranges and invalidates once for all of
/// them (250 ranges or 10 ms in intel-iommu), so that a device may reach freed memory until then. A mapping that was
/// made for one transfer misses once for each page; lasting mappings miss as often as they exceed the cache, if their
/// use is spread evenly.
/// </remarks>
public sealed class Iommu
{
    private readonly Simulation _simulation;
    private readonly IommuCosts _costs;
    private readonly Core _housekeeper;
    private readonly SpinLock _allocator;
    private long _lastingPages;
    private int _deferred;
    private Duration _queueFreeAt;
    private BatchTimer? _timer;

    /// <summary>An IOMMU with no mappings.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="costs">Its costs and its mode.</param>
    /// <param name="cpu">The costs of the CPUs that use it.</param>
    /// <param name="housekeeper">The core whose timer flushes deferred batches.</param>
    public Iommu(Simulation simulation, IommuCosts costs, CpuCosts cpu, Core housekeeper)
    {
        _simulation = simulation;
        _costs = costs;
        _housekeeper = housekeeper;
        _allocator = new SpinLock(cpu);
    }

    /// <summary>Invalidations up to now.</summary>
    public long Invalidations { get; private set; }

    /// <summary>Ranges that were unmapped and may still be reached by the device.</summary>
    public int Deferred => _deferred;

    /// <summary>Adds the cost of mapping pages for one transfer.</summary>
    /// <returns>The number of translations that the transfer will miss.</returns>
    public double Map(CpuWork work, int pages)
    {
        if (_costs.Mode == IommuMode.Off)
            return 0;

        work.AddLocked(CpuCause.Iommu, _allocator, _costs.MapCall);
        work.Add(CpuCause.Iommu, _costs.MapPage.Value * pages);
        return pages;
    }

    /// <summary>Adds the cost of unmapping pages after one transfer, without any invalidation.</summary>
    public void Unmap(CpuWork work, int pages)
    {
        if (_costs.Mode == IommuMode.Off)
            return;

        work.AddLocked(CpuCause.Iommu, _allocator, _costs.UnmapCall);
        work.Add(CpuCause.Iommu, _costs.UnmapPage.Value * pages);
    }

    /// <summary>Starts the invalidation that an unmap owes.</summary>
    /// <returns>An event that the core has to spin for; null where none is owed, or it is put off.</returns>
    public Event? Invalidate()
    {
        switch (_costs.Mode)
        {
            case IommuMode.Strict:
                return Queue();
            case IommuMode.Deferred when ++_deferred >= _costs.DeferredBatch:
                _deferred = 0;
                return Queue();
            case IommuMode.Deferred:
                _timer ??= new BatchTimer(_simulation, this);
                _timer.Start(_costs.DeferredTime);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Notes pages that stay mapped for many transfers.</summary>
    public void MapLasting(long pages)
    {
        if (_costs.Mode != IommuMode.Off)
            _lastingPages += pages;
    }

    /// <summary>Notes that lasting mappings have gone.</summary>
    public void UnmapLasting(long pages)
    {
        if (_costs.Mode != IommuMode.Off)
            _lastingPages -= pages;
    }

    /// <summary>The expected number of translations that a transfer misses on lasting mappings.</summary>
    public double LastingMisses(int pages)
    {
        if (_lastingPages <= 0)
            return 0;

        var hits = Math.Min(1, _costs.CacheEntries.Value / _lastingPages);
        return pages * (1 - hits);
    }

    private Event Queue()
    {
        Invalidations++;
        var now = _simulation.Elapsed;
        _queueFreeAt = Duration.Max(now, _queueFreeAt) + _costs.Invalidate.Value;
        return _simulation.Timeout(_queueFreeAt - now);
    }

    private void BatchIsDue()
    {
        if (_deferred == 0)
            return;

        _deferred = 0;
        Invalidations++;
        new BatchFlush(_simulation, _housekeeper, _costs.Invalidate).Send(Duration.Zero);
    }

    private sealed class BatchTimer : Event
    {
        private readonly Iommu _iommu;
        private bool _running;

        public BatchTimer(Simulation simulation, Iommu iommu)
            : base(simulation)
        {
            _iommu = iommu;
            IsOk = true;
            IsTriggered = true;
        }

        public void Start(Duration delay)
        {
            if (_running)
                return;

            _running = true;
            Environment.Schedule(delay, this);
        }

        public override void Process()
        {
            _running = false;
            _iommu.BatchIsDue();
        }
    }

    private sealed class BatchFlush(Simulation simulation, Core core, Duration invalidate) : Interrupt(simulation, core)
    {
        internal override Duration BookTo(Core core, Duration start) => core.BookHandler(CpuCause.Iommu, start, invalidate);

        protected override void Handled()
        {
        }
    }
}
