using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>The device uses the process's own pages, which are write-protected while it does; what it is to send is what was
/// there when the call came, and nothing newer.</summary>
/// <remarks>A sender's call returns at once, so that the process may write on. What is received comes in pages of the kernel's,
/// which take the place of the process's own.</remarks>
internal sealed class CowPlay(Trial trial) : IPlay
{
    /// <summary>The adversaries that it is tried against.</summary>
    public const Adversaries Against = Adversaries.Swap | Adversaries.Fork | Adversaries.Unmap | Adversaries.Touch
        | Adversaries.Move | Adversaries.Lock;

    /// <inheritdoc/>
    public Vma NewArea(int pages) => new(pages, VmaFlags.None);

    /// <inheritdoc/>
    public void Add(Cast cast)
    {
        cast.AddThread("thread 1", Adversaries.None, Calls);
        cast.AddNeighbours();
    }

    /// <inheritdoc/>
    public IEnumerable<KernelStep> Close(Caller by) => [];

    private IEnumerable<KernelStep> Calls(Caller by, RandomStream random)
    {
        var buffer = new BufferSteps(trial, trial.Buffer, by, random, PageHalf.Both);
        for (var i = 1 + random.NextInt(3); i > 0; i--)
        {
            var (_, pages) = buffer.Range();
            foreach (var step in buffer.Prepare(pages))
                yield return step;
            foreach (var step in random.NextInt(2) == 0 ? Receive(by, buffer, pages) : Send(by, buffer, pages))
                yield return step;
            foreach (var step in buffer.ReadBack(pages))
                yield return step;
        }
    }

    private IEnumerable<KernelStep> Send(Caller by, BufferSteps buffer, (Vma Area, int Page)[] pages)
    {
        var shared = new SharedPages(trial);
        foreach (var step in shared.Share(by, trial.Buffer.Owner, pages))
            yield return step;
        var tag = trial.Oracle.NewTag(trial.Buffer.Owner, byDevice: true);
        var operation = DeviceOperation.Sending(
            trial, [.. shared.Frames], PageHalf.Both, tag, [.. shared.Contents], trial.Buffer.Owner, isExact: true);
        foreach (var step in buffer.Prepare(pages))
            yield return step;
        if (operation.Await(by) is { } turn)
            yield return new KernelStep(StepKind.Wait, Wait: turn);
        foreach (var step in shared.Release())
            yield return step;
    }

    private IEnumerable<KernelStep> Receive(Caller by, BufferSteps buffer, (Vma Area, int Page)[] pages)
    {
        var frames = new List<int>();
        while (frames.Count < pages.Length)
        {
            var allocation = new Allocation(trial.Memory, by);
            foreach (var step in allocation.Steps())
                yield return step;
            if (allocation.Frame < 0)
                break;
            frames.Add(allocation.Frame);
        }

        if (frames.Count < pages.Length)
        {
            foreach (var frame in frames)
                trial.Memory.Put(frame);
            yield break;
        }

        buffer.LookUp();
        var operation = buffer.Start([.. frames], pages, deviceWrites: true, out var tag);
        if (operation.Await(by) is { } turn)
            yield return new KernelStep(StepKind.Wait, Wait: turn);
        var shared = new SharedPages(trial);
        var entered = 0;
        for (var i = 0; i < pages.Length; i++)
        {
            var right = PageEntry.Writable | PageEntry.Dirty;
            foreach (var step in shared.Enter(by, pages[i].Area, pages[i].Page, frames[i], right, () => entered++))
                yield return step;
        }

        // Where the addresses are gone meanwhile, so are the data.
        buffer.Complete(pages, deviceWrites: true, tag, isRefused: entered < pages.Length);
    }
}
