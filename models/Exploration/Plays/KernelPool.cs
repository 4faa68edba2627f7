using DmaModel.VirtualMemory;

namespace DmaModel.Exploration.Plays;

/// <summary>Some things of the kernel's that callers take and give back: bounce pages, slots for temporary mappings.</summary>
/// <param name="description">What they are, such as 'a bounce page'.</param>
/// <param name="all">All of them.</param>
internal sealed class KernelPool(string description, IEnumerable<int> all)
{
    private readonly Stack<int> _free = new(all);
    private readonly Signal _given = new($"{description} to come free", by: null);

    /// <summary>Takes some, if there are so many.</summary>
    public int[]? TryTake(int count) => _free.Count < count ? null : [.. Enumerable.Range(0, count).Select(_ => _free.Pop())];

    /// <summary>Waits until some are given back.</summary>
    public Turn Await(Caller by) => _given.Await(by);

    /// <summary>Gives some back.</summary>
    public void Give(int[] taken)
    {
        foreach (var one in taken)
            _free.Push(one);
        _given.Raise();
    }

    /// <summary>Takes all that are free.</summary>
    public int[] TakeAll() => TryTake(_free.Count)!;
}
