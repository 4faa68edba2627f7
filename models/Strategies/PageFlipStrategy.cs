using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>Data go through a pipe to another process on the next core: a transfer is a write() and the read() that takes
/// it.</summary>
/// <remarks>
/// No device has a part in it. Sending, the worker writes and its peer reads; receiving, the other way round. The pipe's
/// semaphore is held while data are copied, so that writer and reader take turns: for each filling of the pipe one wakes the
/// other and is switched away. All turns of a transfer are run as two, the writer's and the reader's, which cost as much.
/// A writer whose last piece is in the pipe returns at once, but for pages that are only referenced it waits until they are
/// read. A flip takes whole pages; what is left over is copied. A write of less than a page is copied. A process that makes
/// a pass over its data (workload.touch) writes them anew before it sends: to pages that it still shares with its reader
/// this takes a fault each, and a copy. Heeds the option pipe.
/// </remarks>
public sealed class PageFlipStrategy(Machine machine, StrategyOptions options) : ITransferStrategy
{
    private const int MostAttempts = 16;

    private readonly Platform _platform = machine.Platform;
    private readonly Dictionary<Worker, ProcessBuffer> _peers = [];
    private readonly PipeTurns _turns = new(machine);

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker) => UserMemory.Map(worker);

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker) => Pass(worker, worker.Task, isWriter: false);

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker) => Pass(worker, worker.Task, isWriter: true);

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker) => BufferPages.Unmap(worker);

    private IEnumerable<Event> Pass(Worker worker, TaskContext task, bool isWriter)
    {
        if (!_peers.TryGetValue(worker, out var peer))
        {
            var space = worker.Space.NewNeighbour("the other end of the pipe");
            var core = machine.Cores[(task.Core.Id + 1) % machine.Cores.Count];
            var other = new CpuTask("the other end of the pipe", CpuPriority.Task, space);
            peer = new ProcessBuffer(
                space, new TaskContext(machine.Simulation, core, other, worker.Clock), worker.NewArea(VmaFlags.None));
            _peers.Add(worker, peer);
            foreach (var step in space.Map(peer.Task, peer.Area, populate: false, callPerPage: false))
                yield return step;
        }

        var own = new ProcessBuffer(worker);
        var passage = new Passage(worker, isWriter ? own : peer, isWriter ? peer : own);
        foreach (var step in Produce(passage))
            yield return step;
        var steps = worker.Size < _platform.Memory.PageSize ? Copy(passage) : options.Pipe switch
        {
            PipePassing.Referenced => Refer(passage),
            PipePassing.Flipped => Flip(passage),
            _ => Copy(passage),
        };
        foreach (var step in steps)
            yield return step;
        if (worker.MakesPass)
            yield return passage.To.Task.Stream(CpuCause.Touch, machine.Read(worker.Size, IsWarmAfter(passage)), machine.Bus);
    }

    // The writer's data are written anew, if its process does anything with them.
    private IEnumerable<Event> Produce(Passage passage)
    {
        var (worker, (space, task, area), _) = passage;
        foreach (var step in FaultIn(passage.From, worker.Pages))
            yield return step;
        if (!worker.MakesPass)
            yield break;

        foreach (var step in space.WriteShared(task, area, worker.Pages))
            yield return step;
        yield return task.Stream(CpuCause.Touch, machine.Read(worker.Size, worker.FootprintFits), machine.Bus);
    }

    private IEnumerable<Event> Copy(Passage passage)
    {
        var (worker, from, to) = passage;
        var turns = worker.Size.PiecesOf(_platform.Pipe.Buffer);
        _turns.Enter(from.Task.Begin());
        yield return from.Task.Run();
        yield return passage.Copy(machine, from, worker.Size, worker.SourceIsWarm(summed: false));
        _turns.HandOver(from.Task.Begin(), wakeUps: turns, switches: turns - 1);
        yield return Return(from.Task);

        _turns.Enter(to.Task.Begin());
        _turns.HandOver(to.Task.Resume(), wakeUps: turns - 1, switches: turns - 1);
        yield return to.Task.Run();
        foreach (var step in FaultIn(to, worker.Pages))
            yield return step;
        yield return passage.Copy(machine, to, worker.Size, passage.IsWarm(machine, _platform.Pipe.Buffer));
        to.Task.Begin();
        yield return Return(to.Task);
    }

    private IEnumerable<Event> Refer(Passage passage)
    {
        var (worker, from, to) = passage;
        var turns = worker.Size.PiecesOf(_platform.Pipe.References);
        foreach (var step in TakeReferences(passage, worker.Pages, turns))
            yield return step;
        _turns.HandOver(from.Task.Resume(), wakeUps: turns, switches: turns - 1);
        yield return from.Task.Run();

        _turns.Enter(to.Task.Begin());
        _turns.HandOver(to.Task.Resume(), wakeUps: 0, switches: turns - 1);
        yield return to.Task.Run();
        foreach (var step in FaultIn(to, worker.Pages))
            yield return step;
        var isWarm = worker.SourceIsWarm(summed: false) && passage.IsWarm(machine, worker.Size);
        yield return passage.Copy(machine, to, worker.Size, isWarm);
        _turns.HandOver(to.Task.Begin(), wakeUps: turns, switches: 0);
        yield return Return(to.Task);

        from.Space.Unpin(from.Task.Begin(), worker.Pin!);
        yield return Return(from.Task);
    }

    private IEnumerable<Event> Flip(Passage passage)
    {
        var (worker, from, to) = passage;
        var pages = (int)(worker.Size.Bytes / _platform.Memory.PageSize.Bytes);
        var rest = new ByteCount(worker.Size.Bytes % _platform.Memory.PageSize.Bytes);
        var turns = worker.Size.PiecesOf(_platform.Pipe.References);

        foreach (var step in TakeReferences(passage, pages, turns))
            yield return step;
        yield return from.Task.Run();
        if (pages - from.Area.Protected(pages) is > 0 and var writable)
        {
            foreach (var step in EntryChange.Make(
                machine, from, _platform.Paging.MapPage.Value * writable, writable,
                area => AddressSpace.SetWritable(area, pages, writable: false)))
                yield return step;
        }

        yield return passage.Copy(machine, from, rest, worker.SourceIsWarm(summed: false));
        _turns.HandOver(from.Task.Begin(), wakeUps: turns, switches: turns - 1);
        yield return Return(from.Task);

        _turns.Enter(to.Task.Begin());
        _turns.HandOver(to.Task.Resume(), wakeUps: turns - 1, switches: turns - 1);
        yield return to.Task.Run();
        var replaced = pages - to.Area.Absent(pages);
        foreach (var step in EntryChange.Make(
            machine, to, (_platform.Paging.UnmapPage.Value * replaced) + (_platform.Paging.MapPage.Value * pages), replaced,
            area => to.Space.Adopt(area, worker.Pin!)))
            yield return step;
        if (rest > ByteCount.Zero)
        {
            foreach (var step in FaultIn(to, worker.Pages))
                yield return step;
        }

        yield return passage.Copy(machine, to, rest, passage.IsWarm(machine, rest));
        to.Task.Begin();
        yield return Return(to.Task);
    }

    // Enters the call and takes hold of the writer's pages; what that costs stays on the writer's list.
    private IEnumerable<Event> TakeReferences(Passage passage, int pages, int turns)
    {
        var (worker, from, _) = passage;
        worker.Pin ??= from.Space.NewPin(new PinOptions { Scheme = PinScheme.Refcount });
        _turns.Enter(from.Task.Begin());
        yield return from.Task.Run();
        for (var attempt = 0; from.Area.Absent(pages) > 0; attempt++)
        {
            if (attempt == MostAttempts)
                throw new InvalidOperationException("The writer's pages cannot be kept in memory while they are looked up.");
            foreach (var step in FaultIn(from, pages))
                yield return step;
        }

        var work = from.Task.Begin().Add(CpuCause.Pin, _platform.Pinning.PinCall.Value * (turns - 1));
        from.Space.Refer(from.Task, work, from.Area, pages, worker.Pin);
    }

    private bool IsWarmAfter(Passage passage) =>
        options.Pipe != PipePassing.Flipped || passage.Worker.Size < _platform.Memory.PageSize
            ? passage.Worker.IsWarmBetween(passage.To.Task.Core, passage.To.Task.Core)
            : passage.IsWarm(machine, passage.Worker.Size);

    private Event Return(TaskContext task)
    {
        task.Resume().Add(CpuCause.SystemCall, machine.SystemCallReturn);
        return task.Run();
    }

    private static IEnumerable<Event> FaultIn(ProcessBuffer buffer, int pages) =>
        buffer.Area.Absent(pages) > 0 ? buffer.Space.FaultIn(buffer.Task, buffer.Area, pages) : [];
}
