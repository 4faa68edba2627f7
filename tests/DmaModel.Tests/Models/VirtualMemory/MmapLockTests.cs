using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.VirtualMemory;

public sealed class MmapLockTests
{
    private readonly Bench _bench = new();
    private readonly MmapLock _lock;

    public MmapLockTests() => _lock = new MmapLock(_bench.Simulation, _bench.Platform.Cpu, new SharedLock("the mmap lock"));

    [Fact]
    public void Readers_share_it()
    {
        _lock.EnterRead().ShouldBeNull();
        _lock.EnterRead().ShouldBeNull();
    }

    [Fact]
    public void A_writer_waits_for_all_readers()
    {
        _lock.EnterRead();
        _lock.EnterRead();
        _bench.Note(_lock.EnterWrite()!, "writer");
        _bench.At(100, _lock.ExitRead);
        _bench.At(200, _lock.ExitRead);

        Run("200: writer");
    }

    // The second reader comes after the writer, and may not pass it.
    [Fact]
    public void A_waiting_writer_holds_later_readers_up()
    {
        _lock.EnterRead();
        _bench.Note(_lock.EnterWrite()!, "writer");
        _bench.Note(_lock.EnterRead()!, "late reader");
        _bench.At(100, _lock.ExitRead);
        _bench.At(300, _lock.ExitWrite);

        Run("100: writer", "300: late reader");
        _lock.Waits.ShouldBe(2);
    }

    [Fact]
    public void Leaving_what_nobody_holds_is_refused()
    {
        Should.Throw<InvalidOperationException>(_lock.ExitRead).Message.ShouldBe("a task does not hold the mmap lock.");
        Should.Throw<InvalidOperationException>(_lock.ExitWrite).Message.ShouldBe("a task does not hold the mmap lock.");
    }

    private void Run(params string[] expected)
    {
        _bench.Simulation.Run();
        _bench.Log.ShouldBe(expected);
    }
}
