using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.Strategies.Ipath;

/// <summary>Messages of an adapter without a processor, moved by a library in the process; the kernel only maps and
/// pins.</summary>
/// <remarks>
/// Small messages come into a mapped eager ring and are copied, large ones come into the user's pinned pages; they are sent by
/// stores through a write-combined mapping or by DMA. Every end is seen by polling memory that the device writes. Heeds the
/// options message-path, eager-limit, send-path, pio-limit, message-pin, context-life and those of pinning.
/// </remarks>
public sealed class IpathStrategy : ITransferStrategy
{
    private readonly Machine _machine;
    private readonly StrategyOptions _options;
    private readonly MessagingCosts _costs;
    private readonly IpathContexts _contexts;
    private readonly MessagePages _pages;
    private readonly EagerReceive _eager;
    private readonly ExpectedReceive _expected;
    private readonly PioSend _pio;
    private readonly DmaSend _dma;

    /// <summary>The strategy at work on a machine, with no context open.</summary>
    public IpathStrategy(Machine machine, StrategyOptions options)
    {
        _machine = machine;
        _options = options;
        _costs = machine.Platform.Messaging;
        _contexts = new IpathContexts(machine, options);
        _pages = new MessagePages(machine, options);
        _eager = new EagerReceive(machine, _contexts);
        _expected = new ExpectedReceive(machine, _contexts, _pages);
        _pio = new PioSend(machine, _contexts);
        _dma = new DmaSend(machine, _pages);
    }

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker)
    {
        foreach (var step in _contexts.Open(worker))
            yield return step;
        foreach (var step in UserMemory.Map(worker))
            yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker) =>
        IsExpected(worker.Size) ? _expected.Receive(worker) : _eager.Receive(worker);

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker)
    {
        foreach (var step in BufferPages.FaultInIfNeeded(worker))
            yield return step;
        yield return worker.TouchToSend(summed: false);

        // A receiver that is to use the user's pages has to make them ready first.
        if (worker.Exchange is { } exchange && IsExpected(worker.Size))
        {
            var work = worker.Task.Begin();
            work.Add(CpuCause.Driver, _costs.MessageWork.Value + _machine.Messages.ControlWork);
            yield return worker.Task.Run();
            exchange.Announce();
            yield return worker.Task.Spin(CpuCause.Poll, exchange.Cleared, _machine.Platform.Cpu.LineTransfer);
        }

        foreach (var step in IsStored(worker.Size) ? _pio.Send(worker) : _dma.Send(worker))
            yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker)
    {
        foreach (var step in _pages.Deregister(worker))
            yield return step;
        foreach (var step in BufferPages.Unmap(worker))
            yield return step;
        foreach (var step in _contexts.CloseWithBuffer(worker))
            yield return step;
    }

    private bool IsExpected(ByteCount size) => _options.MessagePath == MessagePath.Expected
        || (_options.MessagePath == MessagePath.Auto && size > _options.EagerLimit);

    private bool IsStored(ByteCount size) => _options.SendPath == SendPath.Pio
        || (_options.SendPath == SendPath.Auto && size <= _options.PioLimit);
}
