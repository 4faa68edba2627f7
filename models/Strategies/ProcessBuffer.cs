using DmaModel.Hardware;
using DmaModel.VirtualMemory;

namespace DmaModel.Strategies;

/// <summary>A buffer together with the process that it belongs to and the task that uses it.</summary>
/// <param name="Space">The process's address space.</param>
/// <param name="Task">The task.</param>
/// <param name="Area">The buffer.</param>
internal readonly record struct ProcessBuffer(AddressSpace Space, TaskContext Task, Vma Area)
{
    /// <summary>A worker's present buffer.</summary>
    public ProcessBuffer(Worker worker)
        : this(worker.Space, worker.Task, worker.Buffer.Area)
    {
    }
}
