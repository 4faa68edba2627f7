using DmaModel.VirtualMemory;

namespace DmaModel.Oracle;

/// <summary>Knows what everybody should find in memory, and says so when somebody finds something else.</summary>
/// <remarks>
/// It keeps a shadow of each area: the tag that the process should read from each half of each page. Stores and completed
/// transfers change the shadow; loads, made through the page table, are compared with it. Nothing in the memory manager
/// knows of the shadow. A half that a device is writing may hold the old or the new content, and is not judged until the
/// transfer is complete; one that the process writes meanwhile is not judged until the transfer is complete and it is
/// written again.
/// </remarks>
public sealed class DataOracle
{
    private const int InFlight = -1;
    private const int Mixed = -2;
    private const int Open = -3;

    private readonly PhysicalMemory _memory;
    private readonly Outcome? _wanted;
    private readonly PageFrames _frames;
    private readonly Dictionary<object, int[]> _shadows = [];
    private readonly Dictionary<MemoryObject, ProcessMemory> _owners = [];
    private readonly HashSet<ProcessMemory> _contexts = [];
    private readonly Dictionary<ProcessMemory, (ProcessMemory Parent, int At)> _parents = [];
    private readonly List<(ProcessMemory Owner, bool ByDevice)> _tags = [(null!, false)];

    /// <summary>An oracle that has seen nothing yet.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="wanted">The only outcome to be told as the first; null where any will do.</param>
    public DataOracle(PhysicalMemory memory, Outcome? wanted = null)
    {
        _memory = memory;
        _wanted = wanted;
        _frames = memory.Frames;
        memory.FreedMapped = frame => Report(
            new Finding(Outcome.FreedWhileMapped, $"frame {frame} is free, and a page table maps it", frame));
    }

    /// <summary>The first outcome that was not correct; null as long as all are.</summary>
    public Finding? First { get; private set; }

    /// <summary>The number of loads, and of pages that devices sent, that were as they should be.</summary>
    public long Correct { get; private set; }

    /// <summary>How many outcomes of each kind were seen.</summary>
    public long[] Counts { get; } = new long[Enum.GetValues<Outcome>().Length];

    /// <summary>A tag for a write that is yet to be made.</summary>
    /// <param name="owner">The process that writes, or that the device writes for.</param>
    /// <param name="byDevice">Whether a device writes.</param>
    public int NewTag(ProcessMemory owner, bool byDevice)
    {
        _tags.Add((owner, byDevice));
        return _tags.Count - 1;
    }

    /// <summary>Notes whose an object is: what anybody writes through a shared mapping of it is that process's.</summary>
    /// <param name="shared">The object.</param>
    /// <param name="owner">The process.</param>
    /// <param name="isContext">Whether its owner is a context of a device that several share.</param>
    public void Own(MemoryObject shared, ProcessMemory owner, bool isContext = false)
    {
        _owners[shared] = owner;
        if (isContext)
            _contexts.Add(owner);
    }

    /// <summary>Whose what is written to an area is.</summary>
    public ProcessMemory OwnerOf(Vma area) =>
        area.Object is { } maps && _owners.TryGetValue(maps, out var owner) ? owner : area.Owner!;

    /// <summary>Watches a fork: the child is to find in each page what the parent had there when it was shared.</summary>
    public void Watch(Fork fork, ProcessMemory parent, ProcessMemory child)
    {
        _parents[child] = (parent, _tags.Count);
        fork.Shared = (area, copy, page) =>
        {
            if (Shadow(area) == Shadow(copy))
                return;
            for (var cell = page * 2; cell < (page * 2) + 2; cell++)
                Shadow(copy)[cell] = Shadow(area)[cell] < 0 ? Open : Shadow(area)[cell];
        };
    }

    /// <summary>Notes that an area is moved: what is to be found in it is to be found in the other.</summary>
    public void Moved(Vma from, Vma to)
    {
        if (from.IsPrivate)
            _shadows[to] = Shadow(from);
    }

    /// <summary>Notes that the content of a page was given up, so that anything may be found there until it is written
    /// again.</summary>
    public void GivenUp(Vma area, int page)
    {
        foreach (var cell in Cells(area, page, PageHalf.Both))
        {
            ref var shadow = ref Shadow(area)[cell];
            shadow = shadow is InFlight or Mixed ? Mixed : Open;
        }
    }

    /// <summary>Notes what a process has stored.</summary>
    public void Stored(Vma area, int page, PageHalf halves, int tag)
    {
        foreach (var cell in Cells(area, page, halves))
        {
            ref var shadow = ref Shadow(area)[cell];
            shadow = shadow is InFlight or Mixed ? Mixed : tag;
        }
    }

    /// <summary>Judges what a process has loaded.</summary>
    public void Loaded(Vma area, int page, PageHalf half, int frame)
    {
        var expected = Shadow(area)[Cell(area, page, half)];
        var found = ContentTag.Of(_frames.Content(frame), half);
        if (expected < 0)
            return;
        if (found == expected)
        {
            Correct++;
            return;
        }

        var process = OwnerOf(area);
        var outcome = Classify(found, expected, process);
        var why = outcome switch
        {
            Outcome.StaleData => "and the newer data lie elsewhere",
            Outcome.LostData => "and no copy is left",
            _ => $"which belongs to {Owner(found)}",
        };
        Report(new Finding(
            outcome,
            $"{area.Owner!.Name} reads {Name(found)} from page {page} instead of {Name(expected)}, {why}",
            frame,
            area,
            page));
    }

    /// <summary>Notes that a device begins to write some halves, so that their content is open until it is done.</summary>
    public void DeviceBegins(Vma area, int page, PageHalf halves)
    {
        foreach (var cell in Cells(area, page, halves))
            Shadow(area)[cell] = InFlight;
    }

    /// <summary>Notes that a device has written what it was to write.</summary>
    public void DeviceHasWritten(Vma area, int page, PageHalf halves, int tag)
    {
        foreach (var cell in Cells(area, page, halves))
        {
            ref var shadow = ref Shadow(area)[cell];
            shadow = shadow == InFlight ? tag : Open;
        }
    }

    /// <summary>Notes that a device is done with halves that may have been given up meanwhile.</summary>
    public void DeviceHasEnded(Vma area, int page, PageHalf halves)
    {
        foreach (var cell in Cells(area, page, halves))
            Shadow(area)[cell] = Open;
    }

    /// <summary>What a device should find when it reads a half: negative where that is open.</summary>
    public int Expected(Vma area, int page, PageHalf half) => Shadow(area)[Cell(area, page, half)];

    /// <summary>Lets a device write to a frame, and judges whose that is.</summary>
    public void DeviceWrites(int frame, PageHalf halves, int tag)
    {
        if (_frames.Count(frame) == 0)
        {
            var text = $"the device writes {Name(tag)} to frame {frame}, which is free";
            Report(new Finding(Outcome.WriteToFreedFrame, text, frame));
        }

        _frames.Content(frame) = ContentTag.With(_frames.Content(frame), halves, tag);
    }

    /// <summary>Lets the kernel copy halves to a frame, and judges whose that is.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="halves">The halves.</param>
    /// <param name="content">The content that they are copied from.</param>
    public void KernelWrites(int frame, PageHalf halves, long content)
    {
        if (_frames.Count(frame) == 0)
        {
            Report(new Finding(
                Outcome.WriteToFreedFrame, $"the kernel copies to frame {frame}, which is free", frame));
        }

        foreach (var half in new[] { PageHalf.Lower, PageHalf.Upper })
        {
            if ((halves & half) == half)
                _frames.Content(frame) = ContentTag.With(_frames.Content(frame), half, ContentTag.Of(content, half));
        }
    }

    /// <summary>Judges what a device has read from a frame to send it.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="half">The half.</param>
    /// <param name="expected">What it was to find; negative where that is open.</param>
    /// <param name="process">The process that it sends for.</param>
    /// <param name="isExact">Whether nothing is to be sent that the process has stored since.</param>
    public void DeviceReads(int frame, PageHalf half, int expected, ProcessMemory process, bool isExact = false)
    {
        var found = ContentTag.Of(_frames.Content(frame), half);

        // What the process has stored since the device was started may be sent as well.
        if (expected < 0 || (!isExact && IsNewer(found, expected, process)))
            return;
        if (found == expected)
        {
            Correct++;
            return;
        }

        // What a device sends goes out of the machine: that it is another's is a leak, whoever wrote it.
        var outcome = Classify(found, expected, process);
        if (outcome == Outcome.WrongProcessData)
            outcome = Outcome.InformationLeak;
        var text = $"the device sends {Name(found)} for {process.Name} instead of {Name(expected)}";
        Report(new Finding(outcome, text, frame));
    }

    /// <summary>Notes that a page was given to another process with what it holds.</summary>
    /// <param name="area">The area that it is in now.</param>
    /// <param name="page">Its page.</param>
    /// <param name="expected">What is to be found in its two halves; negative where that is open.</param>
    public void Passed(Vma area, int page, int[] expected)
    {
        for (var i = 0; i < 2; i++)
            Shadow(area)[Cell(area, page, PageHalf.Lower) + i] = expected[i] < 0 ? Open : expected[i];
    }

    /// <summary>Judges what a process was given of another's, by a copy.</summary>
    /// <param name="area">The area that it was copied to.</param>
    /// <param name="page">Its page.</param>
    /// <param name="expected">What it was to be; what the other has stored since will do.</param>
    /// <param name="content">What it is.</param>
    /// <param name="from">The other process.</param>
    public void Taken(Vma area, int page, int[] expected, long content, ProcessMemory from)
    {
        int[] found = [ContentTag.Of(content, PageHalf.Lower), ContentTag.Of(content, PageHalf.Upper)];
        for (var i = 0; i < 2; i++)
        {
            if (expected[i] < 0 || found[i] == expected[i] || IsNewer(found[i], expected[i], from))
                continue;
            var text = $"{area.Owner!.Name} is given {Name(found[i])} instead of {Name(expected[i])}";
            Report(new Finding(Classify(found[i], expected[i], from), text, -1, area, page));
        }

        Passed(area, page, found);
    }

    /// <summary>Reports a call that failed without a reason.</summary>
    public void Failed(string text) => Report(new Finding(Outcome.SpuriousError, text));

    /// <summary>Reports callers that wait for ever.</summary>
    public void Stuck(string text, int frame) => Report(new Finding(Outcome.Deadlock, text, frame));

    /// <summary>Reports a sleep where nobody may sleep.</summary>
    public void Slept(string text) => Report(new Finding(Outcome.SleptInInterrupt, text));

    /// <summary>Reports that the kernel touched what was not there, and could not handle it.</summary>
    public void Panicked(string text, Vma? area = null, int page = -1) =>
        Report(new Finding(Outcome.Panic, text, Frame: -1, area, page));

    /// <summary>Whether the kernel has panicked, so that nothing goes on.</summary>
    public bool HasPanicked => Counts[(int)Outcome.Panic] > 0;

    /// <summary>Judges the frames when every process has exited and every driver is closed: what is used, and not as a
    /// cache, is lost.</summary>
    public void CheckLeaks()
    {
        for (var frame = 1; frame < _frames.EverTaken; frame++)
        {
            var cached = _frames.Store(frame) is null ? 0 : 1;
            if (_frames.Count(frame) <= cached)
                continue;
            Report(new Finding(
                Outcome.LeakedFrames, $"frame {frame} has a count of {_frames.Count(frame)} and no owner", frame));
            return;
        }

        if (_memory.Counters.BadReferences > 0)
            Report(new Finding(Outcome.LeakedFrames, "a reference was dropped that nobody had: a frame was freed too early"));
    }

    private void Report(Finding finding)
    {
        Counts[(int)finding.Outcome]++;
        if (_wanted is null || _wanted == finding.Outcome)
            First ??= finding;
    }

    // Who maps an object as shared sees what the others see.
    private int[] Shadow(Vma area)
    {
        var isShared = area is { IsPrivate: false, Object: not null };
        object whose = isShared ? area.Object! : area;
        if (!_shadows.TryGetValue(whose, out var shadow))
            _shadows.Add(whose, shadow = new int[(isShared ? area.Object!.Size : area.Pages) * 2]);
        return shadow;
    }

    private static int Cell(Vma area, int page, PageHalf half) =>
        ((area.IsPrivate ? page : area.Offset + page) * 2) + (half == PageHalf.Upper ? 1 : 0);

    private static IEnumerable<int> Cells(Vma area, int page, PageHalf halves)
    {
        var first = Cell(area, page, PageHalf.Lower);
        return halves switch
        {
            PageHalf.Lower => [first],
            PageHalf.Upper => [first + 1],
            _ => [first, first + 1],
        };
    }

    // A child may find what its parent had written before the fork, and nothing later.
    private bool IsForeign(int tag, ProcessMemory process)
    {
        if (tag <= 0)
            return false;
        var owner = _tags[tag].Owner;
        for (var before = _tags.Count; owner != process; before = _parents[process].At, process = _parents[process].Parent)
        {
            if (!_parents.ContainsKey(process))
                return true;
            if (tag >= _parents[process].At)
                return true;
        }

        return false;
    }

    private Outcome Classify(int found, int expected, ProcessMemory process)
    {
        if (IsForeign(found, process))
        {
            if (_contexts.Contains(process) && _contexts.Contains(_tags[found].Owner))
                return Outcome.OtherContextData;
            return _tags[found].ByDevice ? Outcome.WrongProcessData : Outcome.InformationLeak;
        }

        return Exists(expected) ? Outcome.StaleData : Outcome.LostData;
    }

    private bool IsNewer(int found, int expected, ProcessMemory process) =>
        found > expected && !_tags[found].ByDevice && _tags[found].Owner == process;

    private bool Exists(int tag)
    {
        for (var frame = 1; frame < _frames.EverTaken; frame++)
        {
            if (_frames.Count(frame) > 0 && Has(_frames.Content(frame), tag))
                return true;
        }

        for (var slot = 0; slot < _memory.Swap.EverTaken; slot++)
        {
            if (_memory.Swap.Uses(slot) > 0 && Has(_memory.Swap.Kept(slot), tag))
                return true;
        }

        return _shadows.Keys.OfType<MemoryObject>()
            .Any(maps => Enumerable.Range(0, maps.Size).Any(page => Has(maps.Kept(page), tag)));
    }

    private static bool Has(long content, int tag) =>
        ContentTag.Of(content, PageHalf.Lower) == tag || ContentTag.Of(content, PageHalf.Upper) == tag;

    private string Owner(int tag) => _tags[tag].Owner.Name;

    private string Name(int tag) => tag == 0 ? "zeros" : $"{(_tags[tag].ByDevice ? "transfer" : "store")} {tag}";
}
