using DmaModel.Strategies;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>A pipe between two processes, through which data go by copies, by reference, or with their pages.</summary>
/// <remarks>
/// What S. Tweedie tells of D. S. Miller's pipes (linux-kernel, 2000-10-17): the writer's pages are referenced, and the reader
/// copies from them while the writer waits; or they are entered into the reader's address space, write-protected in both. What
/// the reader finds is to be what was there when it was written, or, where it is only referenced, what the writer's other
/// threads have put there since.
/// </remarks>
internal sealed class PipePlay(Trial trial) : IPlay
{
    /// <summary>The adversaries that it is tried against.</summary>
    public const Adversaries Against = Adversaries.Swap | Adversaries.Fork | Adversaries.Unmap | Adversaries.Touch
        | Adversaries.Move | Adversaries.Lock;

    private readonly Queue<Message> _pipe = new();
    private readonly Signal _isFilled = new("something in the pipe", by: null);
    private bool _isClosed;

    /// <inheritdoc/>
    public Vma NewArea(int pages) => new(pages, VmaFlags.None);

    /// <inheritdoc/>
    public void Add(Cast cast)
    {
        cast.AddThread("the writer", Adversaries.None, Writing);
        cast.AddThread("the reader", Adversaries.None, Reading);
        cast.AddNeighbours();
    }

    /// <inheritdoc/>
    public IEnumerable<KernelStep> Close(Caller by) => [];

    private IEnumerable<KernelStep> Writing(Caller by, RandomStream random)
    {
        var buffer = new BufferSteps(trial, trial.Buffer, by, random, PageHalf.Both);
        for (var i = 1 + random.NextInt(4); i > 0; i--)
        {
            var (area, pages) = buffer.Range();
            foreach (var step in buffer.Prepare(pages))
                yield return step;
            foreach (var step in Write(by, (area, pages[0].Page)))
                yield return step;
        }

        _isClosed = true;
        _isFilled.Raise();
    }

    private IEnumerable<KernelStep> Write(Caller by, (Vma Area, int Page) page)
    {
        var passing = trial.Options.Pipe;
        var shared = new SharedPages(trial);
        if (passing == PipePassing.Flipped)
        {
            foreach (var step in shared.Share(by, trial.Buffer.Owner, [page]))
                yield return step;
            if (shared.IsComplete)
                Put(new Message(shared, pin: null, by, [.. shared.Contents], trial.Memory.Frames.Content(shared.Frames[0])));
            yield break;
        }

        int[] expected = [Expected(page, PageHalf.Lower), Expected(page, PageHalf.Upper)];
        var pin = new Pin(trial.Memory, by, new PinOptions { Scheme = PinScheme.Refcount });
        foreach (var step in pin.Steps(trial.Buffer.Owner, [page], deviceWrites: false))
            yield return step;
        if (pin.Outcome != PinOutcome.Pinned)
            yield break;
        var message = new Message(shared, pin, by, expected, trial.Memory.Frames.Content(pin.Pages.Frame(0)));
        if (passing == PipePassing.Copied)
        {
            foreach (var step in pin.Release(written: false))
                yield return step;
            Put(message);
            yield break;
        }

        Put(message);
        if (!message.IsRead)
            yield return new KernelStep(StepKind.Wait, Wait: message.Read.Await(by));
        foreach (var step in pin.Release(written: false))
            yield return step;
    }

    private IEnumerable<KernelStep> Reading(Caller by, RandomStream random)
    {
        var process = trial.Memory.NewProcess("the reader");
        var area = process.Add(new Vma(2, VmaFlags.None));
        var thread = new ThreadSteps(trial.Memory, trial.Oracle, by);
        while (true)
        {
            if (!_pipe.TryDequeue(out var message))
            {
                if (_isClosed)
                    break;
                yield return new KernelStep(StepKind.Wait, Wait: _isFilled.Await(by));
                continue;
            }

            var page = random.NextInt(area.Pages);
            foreach (var step in Take(thread, by, message, area, page))
                yield return step;
            foreach (var step in Neighbours.Idle(random, 16))
                yield return step;
            var steps = random.NextInt(3) == 0
                ? thread.Store(area, page, PageHalf.Upper)
                : thread.Load(area, page, PageHalf.Both);
            foreach (var step in steps)
                yield return step;
        }

        foreach (var step in MemoryCalls.Exit(by, process))
            yield return step;
    }

    private IEnumerable<KernelStep> Take(ThreadSteps thread, Caller by, Message message, Vma area, int page)
    {
        if (trial.Options.Pipe == PipePassing.Flipped)
        {
            var frame = message.Shared.Frames[0];
            trial.Memory.Get(frame);
            foreach (var step in message.Shared.Enter(by, area, page, frame, PageEntry.None, Entered))
                yield return step;
            foreach (var step in message.Shared.Release())
                yield return step;
            yield break;
        }

        foreach (var step in thread.Store(area, page, PageHalf.Both))
            yield return step;

        // A reader that has no memory for them loses the data, and lets the writer go.
        if (area.Has(page, PageEntry.Present | PageEntry.Writable))
        {
            var content = trial.Options.Pipe == PipePassing.Referenced
                ? trial.Memory.Frames.Content(message.Pin!.Pages.Frame(0))
                : message.Content;
            trial.Oracle.KernelWrites(area.Frame(page), PageHalf.Both, content);
            trial.Oracle.Taken(area, page, message.Expected, content, trial.Buffer.Owner);
        }

        message.IsRead = true;
        message.Read.Raise();
        yield return new KernelStep(StepKind.Store, Page: page, Area: area);

        void Entered() => trial.Oracle.Passed(area, page, message.Expected);
    }

    private int Expected((Vma Area, int Page) page, PageHalf half) => trial.Oracle.Expected(page.Area, page.Page, half);

    private void Put(Message message)
    {
        _pipe.Enqueue(message);
        _isFilled.Raise();
    }

    private sealed class Message(SharedPages shared, Pin? pin, Caller by, int[] expected, long content)
    {
        public SharedPages Shared => shared;

        public Pin? Pin => pin;

        public int[] Expected => expected;

        public long Content => content;

        public bool IsRead { get; set; }

        public Signal Read { get; } = new("the reader to have copied", by);
    }
}
