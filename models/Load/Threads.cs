using DmaModel.Hardware;
using DmaModel.Strategies;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Load;

/// <summary>The threads of the process that moves data.</summary>
internal static class Threads
{
    /// <summary>The workers of all threads: first the first slot of each thread, then the second of each, and so on.</summary>
    /// <remarks>Threads are bound to the cores in turn, so that workers which are taken in this order spread over the
    /// cores.</remarks>
    public static IReadOnlyList<Worker> Workers(Machine machine, AddressSpace space, WorkloadSpec workload)
    {
        var shared = workload.Shared ? Buffers(0) : null;
        CpuTask[] threads =
        [
            .. Enumerable.Range(0, workload.Threads).Select(i => new CpuTask($"thread {i}", CpuPriority.Task, space)),
        ];
        return [.. Enumerable.Range(0, workload.Depth).SelectMany(_ => threads).Select(Worker)];

        Worker Worker(CpuTask thread, int index)
        {
            var core = machine.Cores[index % threads.Length % machine.Cores.Count];
            return new Worker(machine, space, core, thread, workload, shared ?? Buffers(index));
        }

        // Lives end one after the other and not all at once: the first of each buffer is cut short by another amount.
        IReadOnlyList<TransferBuffer> Buffers(int worker)
        {
            long all = (long)workload.Depth * workload.Threads * workload.Buffers;
            return [.. Enumerable.Range(0, workload.Buffers)
                .Select(buffer => new TransferBuffer((int)(workload.Reuse * ((long)worker * workload.Buffers + buffer) / all)))];
        }
    }
}
