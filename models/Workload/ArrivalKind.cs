namespace DmaModel.Workload;

/// <summary>When transfers are asked for.</summary>
public enum ArrivalKind
{
    /// <summary>Open: independent exponential times between arrivals.</summary>
    Poisson,

    /// <summary>Open: equal times between arrivals.</summary>
    Deterministic,

    /// <summary>Open: Poisson at one of two rates, which alternate after exponential times.</summary>
    Bursty,

    /// <summary>Closed: each slot asks again a think time after its last transfer was complete.</summary>
    Closed,

    /// <summary>Open: the times and sizes of a recorded file.</summary>
    Replay,
}
