using DmaModel.Measurement;
using DmaModel.Units;

namespace DmaModel.Hardware;

/// <summary>Works a list of named costs off.</summary>
internal sealed class WorkExecution(Simulation simulation, Core core, CpuTask task, CpuWork work, StageClock? clock)
    : Execution(simulation, core, task, clock)
{
    private Duration _done;
    private int _part;
    private Duration _partDone;
    private bool _started;

    private protected override Duration SectionAhead => work.InterruptsOffAt(_done);

    private protected override Duration Remaining => work.Total - _done;

    private protected override Duration Worked => work.Total;

    private protected override void Started(Duration worksFrom)
    {
        if (!_started)
            work.TakeLocks(Core, worksFrom);
        _started = true;
    }

    private protected override void Advance(Duration ran)
    {
        _done += ran;
        while (ran > Duration.Zero)
        {
            var step = Duration.Min(ran, work.DurationOf(_part) - _partDone);
            Core.Times.Book(work.CauseOf(_part), step);
            ran -= step;
            _partDone += step;
            if (_partDone == work.DurationOf(_part))
            {
                _part++;
                _partDone = Duration.Zero;
            }
        }
    }

    private protected override void BookStages(StageClock clock, Duration now)
    {
        BookWaiting(clock, now);
        for (var i = 0; i < work.Count; i++)
            clock.Book(CpuCauses.StageOf(work.CauseOf(i)), work.DurationOf(i), now);
    }
}
