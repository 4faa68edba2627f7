using DmaModel.Hardware;
using DmaModel.Platforms;

namespace DmaModel.Strategies;

/// <summary>A driver's object, with pages of its own for each open, is mapped into the process; nothing is copied and
/// nothing pinned.</summary>
/// <remarks>
/// What J. Harmening missed an example of (freebsd-arch, 2015-04-25): the driver makes and counts an object for each open and
/// hands it out in d_mmap_single(); the pages are zeroed when it is made, enter the process by faults, and are freed when
/// the last mapping is gone. With the old device pager (d_mmap) the driver never hears of the unmapping and cannot free
/// them: each life of a buffer loses its frames, until there are none. A buffer's life here is one open. Heeds the options
/// pager and layout.
/// </remarks>
public sealed class ObjectPagerStrategy(Machine machine, StrategyOptions options) : ITransferStrategy
{
    private readonly Platform _platform = machine.Platform;
    private readonly MmapStrategy _mapped = new(machine, options, prefault: false);

    /// <inheritdoc/>
    public IEnumerable<Event> SetUp(Worker worker)
    {
        var pages = machine.PagesFor(worker.Largest);
        var work = worker.Task.Begin();
        work.Add(CpuCause.Driver, (_platform.Memory.PageAllocation.Value + _platform.Paging.ZeroPage.Value) * pages);
        yield return worker.Task.Run();
        foreach (var step in KernelBuffer.Map(worker, options.Layout, populate: false))
            yield return step;
    }

    /// <inheritdoc/>
    public IEnumerable<Event> Receive(Worker worker) => _mapped.Receive(worker);

    /// <inheritdoc/>
    public IEnumerable<Event> Transmit(Worker worker) => _mapped.Transmit(worker);

    /// <inheritdoc/>
    public IEnumerable<Event> TearDown(Worker worker)
    {
        foreach (var step in KernelBuffer.Unmap(worker))
            yield return step;

        var pages = worker.Buffer.DriverPages!;
        worker.Buffer.DriverPages = null;
        if (options.Pager == PagerKind.Object)
            worker.Space.FreeDriverBuffer(pages);
        else
            worker.Space.LoseDriverBuffer(pages);
    }
}
