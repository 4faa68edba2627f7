using System.Diagnostics.CodeAnalysis;

namespace DmaModel.Hardware;

/// <summary>What waits for a core: in order of priority, and first come first served within one.</summary>
internal sealed class RunQueue
{
    private readonly LinkedList<Entry>[] _byPriority = [.. Enum.GetValues<CpuPriority>().Select(_ => new LinkedList<Entry>())];
    private readonly int[] _woken = new int[Enum.GetValues<CpuPriority>().Length];

    private readonly record struct Entry(Execution Execution, bool Woken);

    /// <summary>The number that wait at a priority.</summary>
    public int Count(CpuPriority priority) => _byPriority[(int)priority].Count;

    /// <summary>Whether one that has just woken up waits at a priority.</summary>
    public bool HasWoken(CpuPriority priority) => _woken[(int)priority] > 0;

    /// <summary>Adds one that goes before all others of its priority.</summary>
    public void AddFirst(Execution execution) => List(execution).AddFirst(new Entry(execution, Woken: false));

    /// <summary>Adds one that goes behind all others of its priority, but before its own thread's idle polls.</summary>
    public void AddLast(Execution execution, bool woken)
    {
        var entry = new Entry(execution, woken);
        if (FirstIdlePoll(execution) is { } poll)
            List(execution).AddBefore(poll, entry);
        else
            List(execution).AddLast(entry);
        if (woken)
            _woken[(int)execution.Task.Priority]++;
    }

    /// <summary>Takes the first of the most urgent.</summary>
    public bool TryTake([NotNullWhen(true)] out Execution? execution)
    {
        for (var i = 0; i < _byPriority.Length; i++)
        {
            if (_byPriority[i].First is not { } first)
                continue;

            _byPriority[i].RemoveFirst();
            Forget(first.Value);
            execution = first.Value.Execution;
            return true;
        }

        execution = null;
        return false;
    }

    /// <summary>Takes a certain one out of the queue.</summary>
    public void Remove(Execution execution)
    {
        var list = List(execution);
        for (var node = list.First; node is not null; node = node.Next)
        {
            if (node.Value.Execution != execution)
                continue;

            list.Remove(node);
            Forget(node.Value);
            return;
        }
    }

    private LinkedListNode<Entry>? FirstIdlePoll(Execution execution)
    {
        if (execution.IsIdling)
            return null;

        var node = List(execution).First;
        while (node is not null && !(node.Value.Execution.IsIdling && node.Value.Execution.Task == execution.Task))
            node = node.Next;
        return node;
    }

    private LinkedList<Entry> List(Execution execution) => _byPriority[(int)execution.Task.Priority];

    private void Forget(Entry entry)
    {
        if (entry.Woken)
            _woken[(int)entry.Execution.Task.Priority]--;
    }
}
