namespace DmaModel.Hardware;

/// <summary>Who goes first on a core. Interrupts and inter-processor interrupts come before all of these.</summary>
public enum CpuPriority
{
    /// <summary>A device's handler that does more than a moment's work, on top of the task that it has interrupted (a
    /// filter of FreeBSD): it borrows that task's context, is not switched to, and may not sleep.</summary>
    Filter,

    /// <summary>Interrupt threads and softirq work that the scheduler runs before any user's task.</summary>
    InterruptThread,

    /// <summary>Tasks, in user code or in the kernel on their own behalf; they share by time slices.</summary>
    Task,
}
