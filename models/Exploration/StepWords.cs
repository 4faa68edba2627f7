using DmaModel.VirtualMemory;

namespace DmaModel.Exploration;

/// <summary>What a step did, in words for a trace; the page or the frame follows.</summary>
internal static class StepWords
{
    public static string Of(StepKind kind) => kind switch
    {
        StepKind.Lock => "takes a lock",
        StepKind.Unlock => "gives a lock up",
        StepKind.Wait => "goes on",
        StepKind.Fault => "faults on",
        StepKind.Enter => "enters",
        StepKind.EnterZero => "enters the page of zeros for",
        StepKind.LoseRace => "finds a changed entry for",
        StepKind.Zero => "zeroes a frame for",
        StepKind.Copy => "copies",
        StepKind.Reuse => "makes writable again",
        StepKind.FindCached => "finds in the swap cache",
        StepKind.AskAgain => "has to ask the driver again for",
        StepKind.Handler => "is told by the driver of",
        StepKind.StartRead => "asks to read",
        StepKind.StartWrite => "asks to write out",
        StepKind.Read => "reads",
        StepKind.Write => "writes out",
        StepKind.EndIo => "is done with",
        StepKind.Scan => "scans",
        StepKind.PassOver => "passes over",
        StepKind.SwapOut => "unmaps",
        StepKind.Drop => "drops",
        StepKind.OutOfMemory => "finds no memory",
        StepKind.Pin => "pins",
        StepKind.MissPage => "misses",
        StepKind.Unpin => "lets go",
        StepKind.MarkDirty => "marks dirty",
        StepKind.Fork => "shares with a child",
        StepKind.Unmap => "removes",
        StepKind.Change => "changes the mapping of",
        StepKind.Exit => "exits",
        StepKind.Load => "reads",
        StepKind.Store => "writes to",
        StepKind.DeviceWrite => "writes to",
        StepKind.DeviceRead => "reads from",
        StepKind.Device => "starts or ends",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such step."),
    };
}
