using DmaModel.Strategies;
using DmaModel.VirtualMemory;
using DmaModel.Workload;

namespace DmaModel.Exploration.Plays;

/// <summary>One bus_dmamap_sync(): copies between bounce pages and the process's, in whichever context it is called.</summary>
/// <remarks>
/// The address space that is current decides what a user's address means: in the process its own; in an interrupt thread none,
/// as it is a thread of the kernel; in a filter that of whatever it interrupts. A plain copy (bcopy()) has no handler for a
/// fault, so that one on an address that is not mapped ends in a panic, wired or not (trap_pfault() in FreeBSD's
/// sys/amd64/amd64/trap.c). A physical copy maps each page for a moment (uiomove_fromphys() by sf_buf_alloc()), for which it
/// sleeps where no slot is free; a private window is the CPU's own, as pmap_quick_enter_page() has it today.
/// </remarks>
internal sealed class BounceSync(Trial trial, BouncePlay play, RandomStream random)
{
    private const int MostFaults = 16;

    private readonly BounceChoices _choices = play.Choices;

    /// <summary>Whether a copy that can take faults was refused the process's buffer.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Copies in the process's own context.</summary>
    public IEnumerable<KernelStep> InProcess(Caller by, BouncedPages pages, bool toUser) =>
        Copy(by, pages, toUser, isOwner: true, other: null);

    /// <summary>Has an interrupt copy, while the process sleeps.</summary>
    public IEnumerable<KernelStep> InInterrupt(Caller by, BouncedPages pages, bool toUser)
    {
        var isThread = _choices.Handler == BounceHandler.Thread;
        var handler = trial.Scheduler.NewCaller(isThread ? "the interrupt thread" : "the filter");
        var interrupted = isThread ? 2 : random.NextInt(3);
        var isDone = false;
        var done = new Signal("the copy to be done", handler);
        trial.Scheduler.Add(handler, Handling());
        yield return new KernelStep(StepKind.Wait, Wait: isDone ? null : done.Await(by));

        IEnumerable<KernelStep> Handling()
        {
            var other = interrupted == 1 ? play.OtherArea : null;
            foreach (var step in Copy(handler, pages, toUser, isOwner: interrupted == 0, other))
                yield return step;
            isDone = true;
            done.Raise();
            yield return new KernelStep(StepKind.Wait);
        }
    }

    private IEnumerable<KernelStep> Copy(Caller by, BouncedPages pages, bool toUser, bool isOwner, Vma? other)
    {
        var isPlain = _choices.Copy switch
        {
            BounceCopyKind.PlainCopy => true,
            BounceCopyKind.ByCurrentPmap => isOwner,
            _ => false,
        };
        for (var i = 0; i < pages.Bounce.Length && !IsRefused && !trial.Oracle.HasPanicked; i++)
        {
            var (area, page) = pages.User[i];
            var steps = isPlain
                ? Plainly(by, isOwner ? area : other, page, pages.Bounce[i], pages.Halves, toUser, mayFault: isOwner)
                : Physically(by, pages.Kept[i], pages.Bounce[i], pages.Halves, toUser);
            foreach (var step in steps)
                yield return step;
        }
    }

    private IEnumerable<KernelStep> Plainly(
        Caller by, Vma? area, int page, int bounce, PageHalf halves, bool toUser, bool mayFault)
    {
        var needs = toUser ? PageEntry.Present | PageEntry.Writable : PageEntry.Present;
        mayFault &= _choices.HandlesFaults;
        for (var i = 0; mayFault && i < MostFaults && area!.Owner is not null && !area.Has(page, needs); i++)
        {
            foreach (var step in Faulting.OneLocked(trial.Memory, by, area, page, toUser))
                yield return step;
        }

        if (area is null || page >= area.Pages || !area.Has(page, needs))
        {
            IsRefused = mayFault;
            if (!mayFault)
            {
                trial.Oracle.Panicked(
                    $"{by.Name} cannot take a fault, and touches page {page} of {Whose(area)}, which is not there", area, page);
            }

            yield break;
        }

        var frame = area.Frame(page);
        Move(frame, bounce, halves, toUser);
        area.Mark(page, toUser ? PageEntry.Accessed | PageEntry.Dirty : PageEntry.Accessed);
        yield return new KernelStep(toUser ? StepKind.Store : StepKind.Load, frame, page, area);
    }

    private IEnumerable<KernelStep> Physically(Caller by, int frame, int bounce, PageHalf halves, bool toUser)
    {
        int[]? slot = null;
        if (_choices.Copy != BounceCopyKind.PrivateWindow)
        {
            while ((slot = play.Slots.TryTake(1)) is null)
            {
                if (!play.IsInProcess)
                    trial.Oracle.Slept($"{by.Name} sleeps for a slot for a temporary mapping");
                yield return new KernelStep(StepKind.Wait, Wait: play.Slots.Await(by));
            }

            yield return new KernelStep(StepKind.Lock, frame);
        }

        Move(frame, bounce, halves, toUser);
        yield return new KernelStep(toUser ? StepKind.Store : StepKind.Load, frame);
        if (slot is not null)
            play.Slots.Give(slot);
    }

    private void Move(int user, int bounce, PageHalf halves, bool toUser)
    {
        var (from, to) = toUser ? (bounce, user) : (user, bounce);
        trial.Oracle.KernelWrites(to, halves, trial.Memory.Frames.Content(from));
    }

    private static string Whose(Vma? area) => area?.Owner is { } process ? process.Name : "no process";
}

/// <summary>The pages of one bounced transfer.</summary>
/// <param name="User">The process's pages.</param>
/// <param name="Kept">Their frames, as the driver remembers them.</param>
/// <param name="Bounce">The frames of the bounce pages.</param>
/// <param name="Halves">Which halves of them.</param>
internal sealed record BouncedPages((Vma Area, int Page)[] User, int[] Kept, int[] Bounce, PageHalf Halves);
