using DmaModel.Hardware;
using DmaModel.Oracle;
using DmaModel.Strategies;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Load;

/// <summary>Who moves data: the threads with their processes, and those at the other end of messages.</summary>
internal sealed class Population
{
    private readonly Machine _machine;
    private readonly WorkloadSpec _workload;
    private readonly List<AddressSpace> _spaces = [];
    private readonly DataLedger _ledger;

    public Population(Machine machine, MemoryManager manager, WorkloadSpec workload, DataLedger ledger)
    {
        _ledger = ledger;
        _machine = machine;
        _workload = workload;
        Workers = End(manager, "process", "thread", firstCore: 0);
        if (workload.Direction == Direction.Message)
            Peers = End(manager, "peer", "peer's thread", firstCore: workload.Threads);
    }

    /// <summary>The address spaces of all processes.</summary>
    public IReadOnlyList<AddressSpace> Spaces => _spaces;

    /// <summary>The workers of all threads: first the first slot of each thread, then the second of each, and so on.</summary>
    /// <remarks>Threads are bound to the cores in turn, so that workers which are taken in this order spread over the
    /// cores.</remarks>
    public IReadOnlyList<Worker> Workers { get; }

    /// <summary>The workers at the other end, in the same order; none where there is no such end.</summary>
    public IReadOnlyList<Worker> Peers { get; } = [];

    private List<Worker> End(MemoryManager manager, string process, string thread, int firstCore)
    {
        var shared = _workload.Shared ? Buffers(0) : null;
        AddressSpace[] spaces =
        [
            .. Enumerable.Range(0, _workload.Processes ? _workload.Threads : 1)
                .Select(i => new AddressSpace(_machine, manager, i == 0 ? $"the {process}" : $"{process} {i}")),
        ];
        _spaces.AddRange(spaces);
        CpuTask[] threads =
        [
            .. Enumerable.Range(0, _workload.Threads)
                .Select(i => new CpuTask($"{thread} {i}", CpuPriority.Task, spaces[i % spaces.Length])),
        ];
        return [.. Enumerable.Range(0, _workload.Depth).SelectMany(_ => threads).Select(Worker)];

        Worker Worker(CpuTask task, int index)
        {
            var number = index % threads.Length;
            var core = _machine.Cores[(firstCore + number) % _machine.Cores.Count];
            var space = spaces[number % spaces.Length];
            var data = _workload.Shared ? null : new TransferData(space.Process.Memory, _ledger);
            return new Worker(_machine, space, core, task, _workload, shared ?? Buffers(index), data);
        }
    }

    // Lives end one after the other and not all at once: the first of each buffer is cut short by another amount.
    private IReadOnlyList<TransferBuffer> Buffers(int worker)
    {
        long all = (long)_workload.Depth * _workload.Threads * _workload.Buffers;
        return [.. Enumerable.Range(0, _workload.Buffers)
            .Select(buffer => new TransferBuffer((int)(_workload.Reuse * ((long)worker * _workload.Buffers + buffer) / all)))];
    }
}
