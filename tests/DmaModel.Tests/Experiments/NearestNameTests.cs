using DmaModel.Experiments.Reading;
using FsCheck.Fluent;

namespace DmaModel.Tests.Experiments;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("coppy", "copy")]
    [InlineData("pin", "pin-per-io")]
    [InlineData("PIN_PER_IO", "pin-per-io")]
    [InlineData("mamp-ring", "mmap-ring")]
    [InlineData("ring", "mmap-ring")]
    [InlineData("teleport", null)]
    public void The_name_that_was_probably_meant_is_found(string written, string? meant) =>
        NearestName.Of(written, ["copy", "pin-per-io", "pin-registered", "mmap-ring"]).ShouldBe(meant);

    [Fact]
    public void A_swap_of_neighbours_is_one_slip() => NearestName.Distance("mamp", "mmap").ShouldBe(1);

    [Fact]
    public void The_distance_is_the_same_both_ways_and_at_most_the_longer_length() => Property.Holds(
        ArbMap.Default.ArbFor<(string Left, string Right)>().Filter(pair => pair is { Left: not null, Right: not null }),
        pair => NearestName.Distance(pair.Left, pair.Right) == NearestName.Distance(pair.Right, pair.Left)
            && NearestName.Distance(pair.Left, pair.Right) <= Math.Max(pair.Left.Length, pair.Right.Length));
}
