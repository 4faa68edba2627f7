namespace DmaModel;

/// <summary>Thrown by a run that was told to end before its time; nothing is known of its scenario.</summary>
public sealed class RunStoppedException() : Exception("The run was stopped before its end.");
