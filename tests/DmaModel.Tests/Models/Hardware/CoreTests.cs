using DmaModel.Hardware;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models.Hardware;

/// <summary>Timelines of one core, worked out by hand on the machine of round numbers: a context switch is 1,000 ns.</summary>
public sealed class CoreTests
{
    private readonly Bench _bench = new();

    private Core Core => _bench.Machine.Cores[0];

    // Switched to from idle: 1,000. Work: 500.
    [Fact]
    public void A_task_on_an_idle_core_pays_the_switch_and_its_work()
    {
        _bench.RunAt(0, 0, _bench.Task("a"), 500);

        Run("1500: a");
        Core.Settle()[CpuCause.Switch].ShouldBe(Nanoseconds(1_000));
        Core.Settle()[CpuCause.Background].ShouldBe(Nanoseconds(500));
    }

    // 'a' ends at 1,500; 'b' then pays a switch of its own: 1,500 + 1,000 + 500.
    [Fact]
    public void A_second_task_waits_its_turn_and_pays_for_the_switch()
    {
        _bench.RunAt(0, 0, _bench.Task("a"), 500);
        _bench.RunAt(100, 0, _bench.Task("b"), 500);

        Run("1500: a", "3000: b");
    }

    // The second piece starts in the instant the first ends, on a core that never stopped: 1,000 + 500 + 500.
    [Fact]
    public void A_task_that_goes_on_at_once_pays_no_second_switch()
    {
        var task = _bench.Task("a");
        _bench.Simulation.Process(Twice());

        Run("1500: first", "2000: second");

        IEnumerable<Event> Twice()
        {
            var first = Core.Run(task, new CpuWork().Add(CpuCause.Background, Nanoseconds(500)));
            _bench.Note(first, "first");
            yield return first;
            var second = Core.Run(task, new CpuWork().Add(CpuCause.Background, Nanoseconds(500)));
            _bench.Note(second, "second");
            yield return second;
        }
    }

    // 'a' works from 1,000 to 1,200 and from 1,500 to 1,800; the filter between pays no switch, and causes none.
    [Fact]
    public void A_filter_borrows_the_context_of_what_it_interrupts()
    {
        _bench.RunAt(0, 0, _bench.Task("a"), 500);
        _bench.RunAt(1_200, 0, _bench.Task("filter", CpuPriority.Filter), 300);

        Run("1500: filter", "1800: a");
        Core.Settle()[CpuCause.Switch].ShouldBe(Nanoseconds(1_000));
    }

    // On an idle core it pays no switch either: 2,000 + 300. 'a' ran until 1,500, and is switched to again.
    [Fact]
    public void A_filter_on_an_idle_core_does_not_bring_the_last_task_back()
    {
        var task = _bench.Task("a");
        _bench.RunAt(0, 0, task, 500);
        _bench.RunAt(2_000, 0, _bench.Task("filter", CpuPriority.Filter), 300);
        _bench.RunAt(2_300, 0, task, 500);

        Run("1500: a", "2300: filter", "3800: a");
    }

    // 'a' would end at 1,500. The handler takes 1,200 to 1,900 of its time: 1,500 + 700.
    [Fact]
    public void An_interrupt_steals_time_from_what_runs()
    {
        _bench.RunAt(0, 0, _bench.Task("a"), 500);
        _bench.InterruptAt(1_200, 0, 700, "handler");

        Run("1900: handler", "2200: a");
        Core.Settle()[CpuCause.Interrupt].ShouldBe(Nanoseconds(700));
        Core.Occupied.ShouldBe(Nanoseconds(2_200));
    }

    // The first runs 100 to 800, the second waits for it: 800 to 1,500. The task starts at 0: 1,000 + 500 + 1,400 stolen.
    [Fact]
    public void Handlers_run_one_after_the_other()
    {
        _bench.RunAt(0, 0, _bench.Task("a"), 500);
        _bench.InterruptAt(100, 0, 700, "first");
        _bench.InterruptAt(300, 0, 700, "second");

        Run("800: first", "1500: second", "2900: a");
    }

    // The handler runs 0 to 700; the task arrives at 200 and starts when it is over: 700 + 1,000 + 500.
    [Fact]
    public void A_task_that_arrives_during_a_handler_starts_after_it()
    {
        _bench.InterruptAt(0, 0, 700, "handler");
        _bench.RunAt(200, 0, _bench.Task("a"), 500);

        Run("700: handler", "2200: a");
        Core.Occupied.ShouldBe(Nanoseconds(2_200));
    }

    // Interrupts are off from 1,000 + 200 to 1,000 + 600. The handler asked for at 1,300 runs 1,600 to 2,300; the rest of
    // the work (300) follows.
    [Fact]
    public void A_section_with_interrupts_off_delays_a_handler()
    {
        var work = new CpuWork()
            .Add(CpuCause.Driver, Nanoseconds(200))
            .AddWithInterruptsOff(CpuCause.Driver, Nanoseconds(400))
            .Add(CpuCause.Driver, Nanoseconds(300));
        _bench.Note(Core.Run(_bench.Task("a"), work), "a");
        _bench.InterruptAt(1_300, 0, 700, "handler");

        Run("2300: handler", "2600: a");
    }

    // 'a' has done 200 of 500 when the interrupt thread takes the core at 1,200: 1,000 + 300. 'a' is switched back to at
    // 2,500 and has 300 left: 2,500 + 1,000 + 300.
    [Fact]
    public void An_interrupt_thread_takes_the_core_and_the_task_resumes_where_it_was()
    {
        _bench.RunAt(0, 0, _bench.Task("a"), 500);
        _bench.RunAt(1_200, 0, _bench.Task("ithread", CpuPriority.InterruptThread), 300);

        Run("2500: ithread", "3800: a");
        Core.Settle()[CpuCause.Background].ShouldBe(Nanoseconds(800));
    }

    // A waking task waits until the running one has had the granularity of 100,000 since it got the core at 0, then pays
    // its switch: 100,000 + 1,000 + 500. The hog has done 99,000 of 150,000 and goes on at 101,500: 1,000 + 51,000.
    [Fact]
    public void A_woken_task_waits_for_no_more_than_the_granularity()
    {
        _bench.RunAt(0, 0, _bench.Task("hog"), 150_000);
        _bench.RunAt(5_000, 0, _bench.Task("woken"), 500);

        Run("101500: woken", "153500: hog");
    }

    // Two hogs. The second wakes and gets the core at 100,000; it keeps it for a whole time slice of 1,000,000, as the
    // first has been preempted and not woken; then the first has its slice, and so on.
    [Fact]
    public void Hogs_take_turns_by_time_slices()
    {
        _bench.RunAt(0, 0, _bench.Task("a"), 1_500_000);
        _bench.RunAt(0, 0, _bench.Task("b"), 1_500_000);

        // a: 99,000 by 100,000. b: 999,000 by 1,100,000. a: 999,000 by 2,100,000. b: its last 501,000 by 2,602,000.
        // a: its last 402,000 after one more switch.
        Run("2602000: b", "3005000: a");
    }

    // A spinning task notices 50 after the event at 3,000, and kept the core busy all the time: 1,000 switch, 2,050 poll.
    [Fact]
    public void A_spin_keeps_the_core_busy_until_the_event_is_noticed()
    {
        var news = _bench.Simulation.Timeout(Nanoseconds(3_000));
        _bench.Note(Core.Spin(_bench.Task("poller"), CpuCause.Poll, news, Nanoseconds(50)), "noticed");

        Run("3050: noticed");
        Core.Settle()[CpuCause.Poll].ShouldBe(Nanoseconds(2_050));
    }

    // One thread polls for two things. The second comes first: it is noticed although the first still spins.
    [Fact]
    public void A_thread_that_polls_for_two_things_notices_the_first_to_come()
    {
        var thread = _bench.Task("poller");
        var late = _bench.Simulation.Timeout(Nanoseconds(9_000));
        var early = _bench.Simulation.Timeout(Nanoseconds(4_000));
        _bench.Note(Core.Spin(thread, CpuCause.Poll, late, Nanoseconds(50)), "late");
        _bench.Note(Core.Spin(thread, CpuCause.Poll, early, Nanoseconds(50)), "early");

        Run("4050: early", "9050: late");
    }

    // Both of the thread's polls wait when its third transfer has work to do, from 2,000 to 2,500. The second poll's event
    // comes meanwhile, at 2,200: it is noticed next, although the first poll was there before it.
    [Fact]
    public void A_poll_whose_event_came_while_its_thread_worked_goes_before_an_idle_one()
    {
        var thread = _bench.Task("poller");
        _bench.Note(Core.Spin(thread, CpuCause.Poll, _bench.Simulation.Timeout(Nanoseconds(9_000)), Nanoseconds(50)), "late");
        _bench.Note(Core.Spin(thread, CpuCause.Poll, _bench.Simulation.Timeout(Nanoseconds(2_200)), Nanoseconds(50)), "early");
        _bench.RunAt(2_000, 0, thread, 500);

        Run("2500: poller", "2550: early", "9050: late");
    }

    // One thread has two transfers. The first works until 1,500 and then polls; the second's work, asked for at 1,200, is done
    // before that poll, not after it.
    [Fact]
    public void A_thread_does_what_it_has_to_do_before_it_polls()
    {
        var thread = _bench.Task("thread");
        _bench.Simulation.Process(WorkAndPoll());
        _bench.RunAt(1_200, 0, thread, 300);

        Run("1800: thread", "9050: noticed");

        IEnumerable<Event> WorkAndPoll()
        {
            yield return Core.Run(thread, new CpuWork().Add(CpuCause.Background, Nanoseconds(500)));
            var poll = Core.Spin(thread, CpuCause.Poll, _bench.Simulation.Timeout(Nanoseconds(7_500)), Nanoseconds(50));
            _bench.Note(poll, "noticed");
            yield return poll;
        }
    }

    // The first interrupt-thread job ends at 1,500 and lets a task run; the second job, which waits, goes first: 1,500 + 1,000
    // + 500; then the task: 1,000 + 100.
    [Fact]
    public void A_task_that_an_interrupt_thread_wakes_waits_for_the_interrupt_threads()
    {
        var first = _bench.Task("first", CpuPriority.InterruptThread);
        _bench.Simulation.Process(WorkAndWake());
        _bench.RunAt(1_200, 0, _bench.Task("second", CpuPriority.InterruptThread), 500);

        Run("3000: second", "4100: task");

        IEnumerable<Event> WorkAndWake()
        {
            yield return Core.Run(first, new CpuWork().Add(CpuCause.Background, Nanoseconds(500)));
            var task = Core.Run(_bench.Task("task"), new CpuWork().Add(CpuCause.Background, Nanoseconds(100)));
            _bench.Note(task, "task");
            yield return task;
        }
    }

    // Two transfers of one thread on a core of their own: neither takes the other's core away, whatever the granularity.
    [Fact]
    public void A_threads_own_transfers_do_not_preempt_each_other()
    {
        var thread = _bench.Task("thread");
        _bench.RunAt(0, 0, thread, 500_000);
        _bench.RunAt(10_000, 0, thread, 100);

        Run("501000: thread", "501100: thread");
    }

    // A core that spins for others inside the kernel does not turn to its thread's other work: 1,000 + 2,050, then 500.
    [Fact]
    public void A_spin_inside_the_kernel_is_not_given_up()
    {
        var thread = _bench.Task("thread");
        var answers = _bench.Simulation.Timeout(Nanoseconds(3_000));
        _bench.Note(Core.Spin(thread, CpuCause.ShootdownInitiator, answers, Nanoseconds(50)), "answered");
        _bench.RunAt(2_000, 0, thread, 500);

        Run("3050: answered", "3550: thread");
    }

    // At 1,250 the task has had 1,000 of switch and 250 of its 500 of work.
    [Fact]
    public void Busy_time_is_booked_up_to_the_instant_that_it_is_read()
    {
        _bench.RunAt(0, 0, _bench.Task("a"), 500);
        var read = Zero;
        var occupied = Zero;
        _bench.At(1_250, () => (read, occupied) = (Core.Settle().Total, Core.Occupied));

        Run("1500: a");
        read.ShouldBe(Nanoseconds(1_250));
        occupied.ShouldBe(Nanoseconds(1_250));
    }

    // The handler of 700 was let in at 1,000; at 1,200 it has had 200 of it, and the task 1,000 of its switch.
    [Fact]
    public void A_handler_that_is_under_way_is_booked_only_up_to_now()
    {
        _bench.RunAt(0, 0, _bench.Task("a"), 500);
        _bench.InterruptAt(1_000, 0, 700, "handler");
        var read = Zero;
        _bench.At(1_200, () => read = Core.Settle()[CpuCause.Interrupt]);

        Run("1700: handler", "2200: a");
        read.ShouldBe(Nanoseconds(200));
    }

    private void Run(params string[] expected)
    {
        _bench.Simulation.Run();
        _bench.Log.ShouldBe(expected);
        Core.Settle().Total.ShouldBe(Core.Occupied);
    }
}
