using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>What the processor, the scheduler and the kernel's entry paths cost.</summary>
public sealed record CpuCosts
{
    /// <summary>Entry into the kernel and return from it, without any work there.</summary>
    [Description("A system call that does nothing: entry and return.")]
    public required Cost<Duration> SystemCall { get; init; }

    /// <summary>Switching a CPU to another task, or from idle to a task.</summary>
    [Description("Switching a CPU to another task, or from idle to a task.")]
    public required Cost<Duration> ContextSwitch { get; init; }

    /// <summary>What the waker pays to make a sleeping task runnable.</summary>
    [Description("What the waker pays to make a sleeping task runnable.")]
    public required Cost<Duration> WakeUp { get; init; }

    /// <summary>How long a task may run while others of its priority wait.</summary>
    [Description("How long a task may run while others of its priority wait.")]
    public required Cost<Duration> TimeSlice { get; init; }

    /// <summary>How long a running task is safe from a task that has just woken up.</summary>
    [Description("How long a running task is safe from one that has just woken up.")]
    public required Cost<Duration> WakeUpGranularity { get; init; }

    /// <summary>Fetching a cache line that another CPU has written: a contended lock's or a polled word's transfer.</summary>
    [Description("Fetching a cache line that another CPU, or a device, has just written.")]
    public required Cost<Duration> LineTransfer { get; init; }

    /// <summary>Taking and releasing a free lock.</summary>
    [Description("Taking and releasing a lock that is free.")]
    public required Cost<Duration> LockPair { get; init; }
}
