namespace DmaModel.Tests.Conformance.RandomPrograms;

/// <summary>What a random program needs of a simulation: once the library under test, once the naive reference.</summary>
/// <typeparam name="T">The events of that simulation.</typeparam>
public interface IWorld<T>
{
    long Now { get; }

    long ProcessedEvents { get; }

    /// <summary>The numbers in use, waiting or stored at the end, as one text.</summary>
    string State { get; }

    T Start(IEnumerable<T> steps, int priority);

    /// <summary>Whether the active process has been told of a failure, which this answers.</summary>
    bool HandleFault();

    string ValueOf(T @event);

    bool IsTriggered(T @event);

    bool IsProcessed(T @event);

    /// <summary>Whether what a process waits for is being processed.</summary>
    bool IsTold(T process);

    void Interrupt(T process, string cause);

    T Timeout(long ticks, int priority);

    T Any(T first, T second);

    T All(T first, T second);

    T Signal();

    void Trigger(T signal, bool isOk, string value);

    T Request();

    T RequestWithPriority(int priority);

    T RequestPreempting(int priority, bool preempt);

    /// <summary>Gives back or withdraws a claim of any kind.</summary>
    void Release(T request);

    T Put(string item);

    T Get();

    T Fill(int amount);

    T Drain(int amount);

    T WhenAny();

    T WhenStoreChanges();

    void Run();
}
