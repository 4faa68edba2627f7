using DmaModel.Hardware;
using DmaModel.Units;

namespace DmaModel.Strategies;

/// <summary>One transfer on its way through a pipe.</summary>
/// <param name="Worker">Whose transfer it is.</param>
/// <param name="From">The writer's buffer.</param>
/// <param name="To">The reader's buffer.</param>
internal readonly record struct Passage(Worker Worker, ProcessBuffer From, ProcessBuffer To)
{
    /// <summary>Copies an amount between an end's buffer and the pipe, on that end's core.</summary>
    public Event Copy(Machine machine, ProcessBuffer end, ByteCount size, bool warm)
    {
        end.Space.Touch(end.Task, end.Area, Worker.Pages);
        return end.Task.Stream(CpuCause.Copy, machine.Copy(size, warm), machine.Bus);
    }

    /// <summary>Whether the reader's core finds in a cache what the writer's has just written there, so much at a time.</summary>
    public bool IsWarm(Machine machine, ByteCount atATime) => atATime <= machine.Platform.Memory.CacheSize.Value
        && (From.Task.Core == To.Task.Core || machine.Platform.Memory.SharedCache);
}
