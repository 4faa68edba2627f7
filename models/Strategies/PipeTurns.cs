using DmaModel.Hardware;

namespace DmaModel.Strategies;

/// <summary>What writer and reader of a pipe pay for each other's turns.</summary>
internal sealed class PipeTurns(Machine machine)
{
    /// <summary>Adds the entry into a call.</summary>
    public void Enter(CpuWork work)
    {
        work.Add(CpuCause.SystemCall, machine.SystemCallEntry);
        work.Add(CpuCause.Driver, machine.Platform.Pipe.Call);
    }

    /// <summary>Adds the wakings of the other end, and the switches back to this one beyond the first, which the core itself
    /// books.</summary>
    public void HandOver(CpuWork work, int wakeUps, int switches)
    {
        work.Add(CpuCause.Switch, machine.Platform.Cpu.WakeUp.Value * wakeUps);
        work.Add(CpuCause.Switch, machine.Platform.Cpu.ContextSwitch.Value * switches);
    }
}
