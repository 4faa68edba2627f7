using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>Keeps a core busy until an event happens, and then for the moment it takes to notice.</summary>
internal sealed class SpinExecution : Execution
{
    private readonly CpuCause _cause;
    private readonly Duration _notice;
    private Duration _left = Duration.MaxValue;

    public SpinExecution(
        Simulation simulation, Core core, CpuTask task, CpuCause cause, Event until, Duration notice, StageClock? clock)
        : base(simulation, core, task, clock)
    {
        _cause = cause;
        _notice = notice;
        if (until.IsProcessed)
            _left = notice;
        else
            until.AddCallback(Notice);
    }

    /// <summary>Whether it is a poll whose event is still to come: its thread does anything else first.</summary>
    /// <remarks>A core that waits for others to answer, or for the IOMMU, is inside the kernel and does nothing else.</remarks>
    internal override bool IsIdling => IsWaiting && _cause == CpuCause.Poll;

    private bool IsWaiting => _left == Duration.MaxValue;

    private protected override Duration Remaining => _left;

    private protected override Duration Worked => Duration.Zero;

    private protected override void Advance(Duration ran)
    {
        Core.Times.Book(_cause, ran);
        if (!IsWaiting)
            _left -= ran;
    }

    private protected override void BookStages(StageClock clock, Duration now) =>
        clock.Book(CpuCauses.StageOf(_cause), now);

    private void Notice(Event happened)
    {
        if (IsRunning)
            Settle(Core.Now);
        _left = _notice;
        if (IsRunning)
            Reckon();
        else if (_cause == CpuCause.Poll)
            Core.Hurry(this);
    }
}
