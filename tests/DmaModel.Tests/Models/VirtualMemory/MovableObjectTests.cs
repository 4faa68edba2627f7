using DmaModel.Units;
using DmaModel.VirtualMemory;
using static DmaModel.Units.Duration;

namespace DmaModel.Tests.Models.VirtualMemory;

/// <summary>Who may hold and who may move an object, and when a device has missed it.</summary>
public sealed class MovableObjectTests
{
    private readonly Simulation _simulation = new(randomSeed: 0);
    private readonly MovableObject _object;

    public MovableObjectTests() => _object = new MovableObject(_simulation);

    [Fact]
    public void What_is_held_does_not_move_and_what_moves_is_not_held()
    {
        _object.Hold();
        Should.Throw<InvalidOperationException>(_object.BeginMove);
        _object.Release();

        _object.BeginMove();
        Should.Throw<InvalidOperationException>(_object.Hold);
        Should.Throw<InvalidOperationException>(_object.BeginMove);
    }

    [Fact]
    public void Who_waits_goes_on_when_the_last_holder_lets_go()
    {
        _object.Hold();
        _object.Hold();
        var free = _object.Free!;

        _object.Release();
        free.IsTriggered.ShouldBeFalse();
        _object.Release();
        free.IsTriggered.ShouldBeTrue();
        _object.Free.ShouldBeNull();
    }

    [Fact]
    public void Only_a_move_to_the_device_lets_those_go_on_that_wait_for_it()
    {
        var attached = _object.Attached!;
        _object.BeginMove();
        var settled = _object.Settled!;
        _object.EndMove(atDevice: false);
        settled.IsTriggered.ShouldBeTrue();
        attached.IsTriggered.ShouldBeFalse();

        _object.BeginMove();
        _object.EndMove(atDevice: true);
        attached.IsTriggered.ShouldBeTrue();
        _object.Attached.ShouldBeNull();
    }

    // The device's last byte comes at 100; a move that begins then or later finds all of it in place.
    [Theory]
    [InlineData(99, 1, true)]
    [InlineData(100, 1, false)]
    [InlineData(101, 1, false)]
    [InlineData(101, 2, true)]
    public void An_object_has_left_if_it_began_to_move_before_the_last_byte(double movesAt, int moves, bool left)
    {
        var before = _object.Moves;
        _simulation.Run(Nanoseconds(movesAt));
        for (var i = 0; i < moves; i++)
        {
            _object.BeginMove();
            _object.EndMove(atDevice: false);
        }

        _object.HasLeft(before, Nanoseconds(100)).ShouldBe(left);
    }

    [Fact]
    public void An_object_that_has_not_moved_has_not_left() =>
        _object.HasLeft(_object.Moves, Duration.MaxValue).ShouldBeFalse();
}
