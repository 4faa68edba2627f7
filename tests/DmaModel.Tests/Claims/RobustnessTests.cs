using System.Threading;
using DmaModel.Experiments.Claims.Robustness;
using DmaModel.Experiments.Quantities;
using DmaModel.Strategies;
using DmaModel.Workload;

namespace DmaModel.Tests.Claims;

public sealed class RobustnessTests
{
    private const string Greater = "  - { says: it costs more, greater: { metric: cost_ns, of: pin-per-io, than: copy } }";

    private static RobustnessFinding Check(ClaimWorld world) => new RobustnessCheck(world.Run, jobs: 2)
        .Check(world.Try(Greater), _ => null, [], CancellationToken.None)!;

    // Pinning costs a wake-up here, and copying what lies half way between the wake-up's value and the low end of its range.
    [Fact]
    public void A_guessed_cost_that_turns_the_verdict_is_found_with_the_value_at_which_it_does()
    {
        var copying = 0.0;
        using var world = new ClaimWorld
        {
            Cost = scenario => scenario.Strategy == StrategyKind.PinPerIo
                ? scenario.Platform.Cpu.WakeUp.Value.TotalNanoseconds
                : copying,
        };
        var platform = world.Read(Greater).Experiment!.Points[0].Scenario.Platform;
        var (value, low) = (platform.Cpu.WakeUp.Value.TotalNanoseconds, platform.Cpu.WakeUp.Low.TotalNanoseconds);
        platform.Cpu.WakeUp.Tag.ShouldBe(DmaModel.Platforms.TrustTag.Guess);
        copying = (value + low) / 2;

        var finding = Check(world);

        var killer = finding.Killers.ShouldHaveSingleItem();
        killer.Path.ShouldBe("platform.cpu.wake-up");
        finding.Places.ShouldBe(4);
        finding.Line.ShouldContain(
            FormattableString.Invariant($"the whole range of {finding.Guesses - 1} of {finding.Guesses} guessed costs"));
        Quantity(killer.TurnsAt).ShouldBe(copying, tolerance: (value - low) / 64);
    }

    [Fact]
    public void A_verdict_that_rests_on_no_guess_survives_all_of_them()
    {
        using var world = new ClaimWorld { Cost = scenario => scenario.Strategy == StrategyKind.PinPerIo ? 2 : 1 };

        Check(world).Killers.ShouldBeEmpty();
    }

    [Fact]
    public void A_load_that_turns_the_verdict_is_named()
    {
        using var world = new ClaimWorld
        {
            Cost = scenario => (scenario.Strategy == StrategyKind.PinPerIo) == (scenario.Workload.Size is FixedSize) ? 2 : 1,
        };

        Check(world).Loads.ShouldBe([("sizes that spread log-normally", false)]);
    }

    private static double Quantity(string text)
    {
        QuantityText.Read(
            Dimension.Time, text, out var number).ShouldBeNull();
        return number;
    }
}
