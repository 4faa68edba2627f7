using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>What a driver asks of the DMA engine; as an event, it succeeds when the driver has handled its completion.</summary>
public sealed class DmaOperation : Event
{
    private readonly DmaEngine _engine;
    private readonly DmaRequest _request;

    internal DmaOperation(Simulation simulation, DmaEngine engine, DmaRequest request)
        : base(simulation)
    {
        _engine = engine;
        _request = request;
        IsOk = true;
        IsTriggered = true;
    }

    /// <summary>What was asked.</summary>
    public ref readonly DmaRequest Request => ref _request;

    /// <summary>Whether the device's data went to the cache, so that a core reads them warm.</summary>
    public bool InCache { get; internal set; }

    /// <summary>When its last byte and the note of its completion had arrived; the driver hears of it later.</summary>
    public Duration ArrivedAt { get; internal set; }

    /// <summary>How far it has come.</summary>
    internal DmaPhase Phase { get; set; }

    /// <summary>Goes on to the next phase, or wakes who waits for the end.</summary>
    public override void Process()
    {
        if (Phase == DmaPhase.Done)
            base.Process();
        else
            _engine.Advance(this);
    }

    /// <summary>Enters the next phase after a delay.</summary>
    internal void Enter(DmaPhase phase, Duration delay)
    {
        Phase = phase;
        Environment.Schedule(delay, this);
    }

    /// <summary>Ends the operation now.</summary>
    internal void Finish()
    {
        Phase = DmaPhase.Done;
        base.Process();
    }
}

/// <summary>How far an operation has come.</summary>
internal enum DmaPhase
{
    /// <summary>The device fetches the descriptors and does what it must before data can flow.</summary>
    Preparing,

    /// <summary>The data wait for the link, or move over it.</summary>
    Moving,

    /// <summary>The last byte and the completion travel; then it is signalled.</summary>
    Arriving,

    /// <summary>The driver has handled the completion.</summary>
    Done,
}

/// <summary>How the end of an operation is made known.</summary>
public enum CompletionSignal
{
    /// <summary>An interrupt for this operation.</summary>
    Interrupt,

    /// <summary>An interrupt for several operations.</summary>
    CoalescedInterrupt,

    /// <summary>Only a word in memory, for somebody who looks at it.</summary>
    MemoryOnly,
}

/// <summary>What sets an operation off.</summary>
public enum DmaOrigin
{
    /// <summary>A doorbell: the device fetches descriptors, and data to be sent.</summary>
    Doorbell,

    /// <summary>Stores of a core, which carry the data themselves.</summary>
    Stores,

    /// <summary>Packets from the wire, for places that the device has in tables of its own.</summary>
    Wire,
}

/// <summary>What sets an operation for a message apart.</summary>
/// <param name="Origin">What sets it off.</param>
/// <param name="Packets">The number of packets that carry it.</param>
/// <param name="Departed">Told when the first data leave for the wire, or come in from it.</param>
public sealed record MessagePart(DmaOrigin Origin, int Packets, Action? Departed);

/// <summary>One operation of the DMA engine.</summary>
/// <param name="Direction">Which way the data go.</param>
/// <param name="Size">How much.</param>
/// <param name="Segments">The number of descriptors: one for each contiguous piece.</param>
/// <param name="TranslationMisses">The expected number of the IOMMU's translations that are missing.</param>
/// <param name="Signal">How its end is made known.</param>
/// <param name="Core">The core that submitted it.</param>
/// <param name="Waiter">Who is to be woken at the end; null where nobody sleeps.</param>
/// <param name="Clock">The transfer that the time belongs to, if any.</param>
/// <param name="Memory">Who wants to know when the data have moved, if anybody.</param>
public readonly record struct DmaRequest(
    DmaDirection Direction,
    ByteCount Size,
    int Segments,
    double TranslationMisses,
    CompletionSignal Signal,
    Core Core,
    TaskContext? Waiter,
    StageClock? Clock,
    IDmaMemory? Memory = null)
{
    /// <summary>The message that it belongs to; null where it is no message.</summary>
    public MessagePart? Message { get; init; }

    /// <summary>What sets it off.</summary>
    public DmaOrigin Origin => Message?.Origin ?? DmaOrigin.Doorbell;

    /// <summary>The number of packets of a message; 0 where it is no message.</summary>
    public int Packets => Message?.Packets ?? 0;
}
