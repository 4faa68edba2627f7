using DmaModel.Hardware;
using DmaModel.Platforms;
using DmaModel.Units;

namespace DmaModel.VirtualMemory;

/// <summary>What each step of a path through the memory manager costs the core that takes it.</summary>
/// <param name="platform">The machine's costs.</param>
internal sealed class StepCosts(Platform platform)
{
    private readonly PagingCosts _paging = platform.Paging;
    private readonly PinningCosts _pinning = platform.Pinning;
    private readonly Duration _copy =
        platform.Memory.PageAllocation.Value + platform.Memory.ColdCopy.Value.TimeFor(platform.Memory.PageSize);

    /// <summary>The cause under which a step's time is booked, and the time.</summary>
    /// <param name="step">The step.</param>
    /// <param name="inKernel">Whether the caller is in the kernel already, so that a fault is no exception.</param>
    public (CpuCause Cause, Duration Time) Of(in KernelStep step, bool inKernel) => step.Kind switch
    {
        StepKind.Lock or StepKind.Unlock => (CpuCause.Map, platform.Cpu.LockPair),
        StepKind.Fault => (CpuCause.Fault, inKernel ? _paging.MinorFault.Value - _paging.FaultEntry.Value : _paging.MinorFault),
        StepKind.Zero => (CpuCause.Fault, _paging.ZeroPage),
        StepKind.Copy => (CpuCause.Fault, _copy),
        StepKind.StartRead or StepKind.StartWrite => (CpuCause.Scan, _paging.SwapRequest),
        StepKind.Scan => (CpuCause.Scan, _paging.ScanPage.Value * step.Count),
        StepKind.SwapOut => (CpuCause.Scan, _paging.UnmapPage),
        StepKind.Pin => (CpuCause.Pin, _pinning.PinPage.Value * step.Count),
        StepKind.Unpin => (CpuCause.Pin, _pinning.UnpinPage),
        StepKind.Fork => (CpuCause.Map, _paging.ForkPage.Value * step.Count),
        StepKind.Unmap => (CpuCause.Map, _paging.UnmapPage.Value * step.Count),
        StepKind.Change => (CpuCause.Map, _paging.MapPage.Value * step.Count),
        _ => (CpuCause.Map, Duration.Zero),
    };
}
