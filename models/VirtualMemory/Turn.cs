namespace DmaModel.VirtualMemory;

/// <summary>A place in the queue for something that cannot be had at once.</summary>
/// <param name="who">Who waits.</param>
/// <param name="awaited">What is waited for, which knows who holds it.</param>
public sealed class Turn(Caller who, IAwaited awaited)
{
    /// <summary>Who waits.</summary>
    public Caller Who => who;

    /// <summary>What is waited for.</summary>
    public IAwaited Awaited => awaited;

    /// <summary>Whether the wait is over.</summary>
    public bool IsGranted { get; private set; }

    /// <summary>Called when the wait is over.</summary>
    public Action? Granted { get; set; }

    /// <summary>Ends the wait.</summary>
    internal void Grant()
    {
        IsGranted = true;
        Granted?.Invoke();
    }
}

/// <summary>Something that callers wait for: a lock, the end of an operation.</summary>
public interface IAwaited
{
    /// <summary>What it is, such as 'the lock of frame 7'.</summary>
    string Description { get; }

    /// <summary>The frame that it belongs to; negative for none.</summary>
    int Frame => -1;

    /// <summary>Who has to do something before the wait can end.</summary>
    IEnumerable<Caller> Holders { get; }
}
