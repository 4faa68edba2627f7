namespace DmaModel.Tests.Conformance.RandomPrograms;

/// <summary>One thing that a process of a random program does.</summary>
public enum Deed
{
    /// <summary>Waits for Amount ticks, with Priority.</summary>
    Wait,

    /// <summary>Holds a unit of the plain resource for Amount ticks.</summary>
    Use,

    /// <summary>Holds a unit of the priority resource for Amount ticks.</summary>
    UseWithPriority,

    /// <summary>Holds a unit of the preemptive resource for Amount ticks; an odd Peer preempts.</summary>
    UsePreempting,

    /// <summary>Claims a unit of the plain resource and withdraws if it is not granted within Amount ticks.</summary>
    UseImpatiently,

    /// <summary>Puts an item into the store.</summary>
    Put,

    /// <summary>Takes an item out of the store.</summary>
    Get,

    /// <summary>Puts Amount + 1 into the container.</summary>
    Fill,

    /// <summary>Takes Amount + 1 out of the container.</summary>
    Drain,

    /// <summary>Waits for the process Peer to end.</summary>
    Join,

    /// <summary>Interrupts the process Peer, if that is allowed at the moment.</summary>
    Interrupt,

    /// <summary>Waits for the first of two timeouts, of Amount and of Peer ticks.</summary>
    Race,

    /// <summary>Waits for both of two timeouts, of Amount and of Peer ticks.</summary>
    Both,

    /// <summary>Triggers signal Peer, as a failure if Amount is 3, unless it has been triggered.</summary>
    Signal,

    /// <summary>Waits for signal Peer.</summary>
    Listen,

    /// <summary>Waits until a unit of the plain resource is free.</summary>
    WatchResource,

    /// <summary>Waits for the next change of the store.</summary>
    WatchStore,
}

/// <summary>A deed with its numbers, all of them small so that ties are frequent.</summary>
public readonly record struct Step(Deed Deed, int Amount, int Peer, int Priority)
{
    public override string ToString() => $"{Deed}({Amount}, {Peer}, {Priority})";
}

/// <summary>What a process of a random program does, and with which priority it starts.</summary>
public sealed record Script(int Priority, IReadOnlyList<Step> Steps)
{
    public override string ToString() => $"[start {Priority}: {string.Join(", ", Steps)}]";
}

/// <summary>Processes that start at time 0, and how many units or places their resource and store have.</summary>
public sealed record RandomProgram(int Capacity, IReadOnlyList<Script> Scripts)
{
    /// <summary>How many signals there are to trigger and to listen to.</summary>
    public const int Signals = 3;

    public override string ToString() => $"capacity {Capacity}: {string.Join("; ", Scripts)}";
}
