namespace DmaModel.Des;

/// <summary>The exceptions for outcomes that would otherwise be lost.</summary>
internal static class Failures
{
    /// <summary>For an event that failed while nobody waited for it.</summary>
    public static InvalidOperationException Unawaited(Event @event) =>
        new($"A {Name(@event)} failed and nobody waits for it. {Cause(@event.Value)}", @event.Value as Exception);

    /// <summary>For a process that went on, or ended, without answering a failure.</summary>
    public static InvalidOperationException Unhandled(object? cause) =>
        new($"A process did not answer the failure of what it waited for: call HandleFault after that yield. {Cause(cause)}",
            cause as Exception);

    /// <summary>For a run whose awaited event failed.</summary>
    public static InvalidOperationException StopEventFailed(Event @event) =>
        new($"The {Name(@event)} that the run was to wait for failed. {Cause(@event.Value)}", @event.Value as Exception);

    /// <summary>For an event that failed after the condition it belongs to had been decided.</summary>
    public static InvalidOperationException TooLateForCondition(Event @event) =>
        new($"A {Name(@event)} failed after the condition that it is part of was decided. {Cause(@event.Value)}", @event.Value as Exception);

    private static string Name(Event @event) => @event.GetType().Name;

    private static string Cause(object? value) => value is null ? "It gave no cause." : $"Its cause: {value}";
}
