using DmaModel.Hardware;
using DmaModel.Units;

namespace DmaModel.Strategies.Ipath;

/// <summary>Packets that come in one after the other up to the end of a message.</summary>
/// <remarks>
/// Where the sender is simulated, too, it may bring them more slowly than wire and link could: the last is taken when it
/// comes, the others as soon as the first of them does. Otherwise all come as fast as they can.
/// </remarks>
internal sealed class LastPackets
{
    private readonly Worker _worker;
    private readonly DmaOperation? _early;

    /// <summary>Lets the device take the packets, the first of which has come.</summary>
    /// <param name="worker">The receiver.</param>
    /// <param name="size">Their payload.</param>
    /// <param name="packets">Their number.</param>
    /// <param name="start">Starts the device on some of them, with which the message ends or does not.</param>
    public LastPackets(Worker worker, ByteCount size, int packets, Func<Worker, ByteCount, int, bool, DmaOperation> start)
    {
        _worker = worker;
        var messages = worker.Machine.Messages;
        if (worker.Exchange is not { } exchange || messages.Packets(worker.Size) == 1)
        {
            Last = start(worker, size, packets, true);
            return;
        }

        var last = messages.LastPayload(size);
        if (packets > 1)
            _early = start(worker, size - last, packets - 1, false);
        exchange.WhenLastDataCome(() => Last = start(worker, last, 1, true));
        Come = exchange.LastData;
    }

    /// <summary>Succeeds when the last is there for the device to take; null where that is known to be soon.</summary>
    public Event? Come { get; }

    /// <summary>The operation that takes the last; null before it has come.</summary>
    public DmaOperation? Last { get; private set; }

    /// <summary>Notes that nobody needs the data any more.</summary>
    public void Drop()
    {
        _worker.Drop(Last!);
        if (_early is not null)
            _worker.Drop(_early);
    }
}
