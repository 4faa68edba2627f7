using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>Who moves data over the memory bus and must know when its share of what it asks for changes.</summary>
internal interface IMemoryClient
{
    /// <summary>Called before the share changes: book what was moved so far.</summary>
    void BeforeShareChanges();

    /// <summary>Called after the share has changed: work the end out anew.</summary>
    void AfterShareChanged();
}

/// <summary>A stream of memory traffic.</summary>
/// <param name="client">Whose it is.</param>
/// <param name="demand">The traffic it causes when nothing holds it up.</param>
internal sealed class MemoryFlow(IMemoryClient? client, Bandwidth demand)
{
    /// <summary>Whose it is; null for traffic in the background, which nobody waits for.</summary>
    public IMemoryClient? Client => client;

    /// <summary>The traffic it causes when nothing holds it up.</summary>
    public double Demand => demand.BytesPerSecond;

    /// <summary>The part of its demand that it gets, more than 0 and at most 1.</summary>
    public double Share { get; set; } = 1;
}

/// <summary>Memory bandwidth, shared max-min fairly by all that move data at once.</summary>
/// <remarks>
/// Each stream asks for a rate of its own: a core's copy for what the core can do, a device for what its link can carry.
/// While all fit, each gets what it asks for. Otherwise those that ask for less than an equal part get all of it, and
/// the others share the rest equally (water-filling; Bertsekas and Gallager, Data Networks, section 6.5.2).
/// A core that an interrupt holds up keeps its share meanwhile: handlers are short, and move data of their own.
/// </remarks>
public sealed class MemoryBus(Simulation simulation, Bandwidth capacity)
{
    private readonly List<MemoryFlow> _flows = [];
    private double _carried;
    private double _rate;
    private Duration _integratedAt;
    private bool _squeezed;

    /// <summary>What the bus can carry.</summary>
    public Bandwidth Capacity => capacity;

    /// <summary>The bytes carried up to now.</summary>
    public double Carried
    {
        get
        {
            Integrate();
            return _carried;
        }
    }

    /// <summary>Adds traffic that nobody waits for and that never ends.</summary>
    public void AddBackground(Bandwidth traffic)
    {
        if (traffic.BytesPerSecond > 0)
            Start(new MemoryFlow(null, traffic));
    }

    internal void Start(MemoryFlow flow)
    {
        Integrate();
        flow.Share = 1;
        _flows.Add(flow);
        Share(newcomer: flow);
    }

    internal void Stop(MemoryFlow flow)
    {
        Integrate();
        _flows.Remove(flow);
        Share(newcomer: null);
    }

    private void Integrate()
    {
        var now = simulation.Elapsed;
        _carried += _rate * (now - _integratedAt).TotalSeconds;
        _integratedAt = now;
    }

    private void Share(MemoryFlow? newcomer)
    {
        var demand = 0.0;
        foreach (var flow in _flows)
            demand += flow.Demand;

        var fits = demand <= capacity.BytesPerSecond;
        _rate = fits ? demand : capacity.BytesPerSecond;
        if (fits && !_squeezed)
            return;

        _squeezed = !fits;
        var level = fits ? double.MaxValue : FairLevel();
        foreach (var flow in _flows)
        {
            var share = Math.Min(1, level / flow.Demand);
            if (share == flow.Share)
                continue;

            // The newcomer has moved nothing yet, and works its own end out as soon as it has started.
            var client = flow == newcomer ? null : flow.Client;
            client?.BeforeShareChanges();
            flow.Share = share;
            client?.AfterShareChanged();
        }
    }

    // The rate up to which every stream is served: the level of the water.
    private double FairLevel()
    {
        Span<double> demands = stackalloc double[_flows.Count];
        for (var i = 0; i < demands.Length; i++)
            demands[i] = _flows[i].Demand;
        demands.Sort();

        var left = capacity.BytesPerSecond;
        for (var i = 0; i < demands.Length; i++)
        {
            var equal = left / (demands.Length - i);
            if (demands[i] >= equal)
                return equal;
            left -= demands[i];
        }

        return double.MaxValue;
    }
}
