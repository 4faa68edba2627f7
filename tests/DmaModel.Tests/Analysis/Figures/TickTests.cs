using DmaModel.Analysis;
using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Figures.Scales;

namespace DmaModel.Tests.Analysis.Figures;

public sealed class TickTests
{
    private static readonly Quantity[] Quantities =
        [Quantity.Time, Quantity.Bytes, Quantity.ByteRate, Quantity.Rate, Quantity.Fraction, Quantity.Count, Quantity.Plain];

    [Fact]
    public void Linear_ticks_stand_at_1_2_or_5_times_a_power_of_ten()
    {
        LinearTicks.Between(0, 1, LinearTicks.Step(0, 1, 6)).ShouldBe([0, 0.2, 0.4, 0.6, 0.8, 1]);
        LinearTicks.Between(-3, 14, LinearTicks.Step(-3, 14, 5)).ShouldBe([0, 5, 10]);
        LinearTicks.Between(0, 450, LinearTicks.Step(0, 450, 10)).ShouldBe([0, 50, 100, 150, 200, 250, 300, 350, 400, 450]);
    }

    [Fact]
    public void A_tick_is_the_number_that_its_label_says()
    {
        foreach (var tick in Choices(AxisScale.Linear, Quantity.Plain, 0, 1, 12)[0])
            double.Parse(tick.Label).ShouldBe(tick.Value);
    }

    [Fact]
    public void Log_ticks_of_few_decades_are_1_2_5_and_of_many_are_decades()
    {
        Labels(Choices(AxisScale.Log10, Quantity.Time, 5e3, 5e5, 12)[0]).ShouldBe(["5", "10", "20", "50", "100", "200", "500"]);
        Labels(Choices(AxisScale.Log10, Quantity.Plain, 1, 1e4, 12)[0]).ShouldBe(["1", "10", "100", "1,000", "10,000"]);
        Labels(Choices(AxisScale.Log10, Quantity.Plain, 1, 1e6, 5)[0]).ShouldBe(["1", "100", "10,000", "1,000,000"]);
    }

    [Fact]
    public void Sizes_are_read_in_powers_of_two_with_a_unit_each() =>
        Labels(Choices(AxisScale.Log2, Quantity.Bytes, 1024, 4 << 20, 7)[0])
            .Select(label => label.Replace('\u00A0', ' '))
            .ShouldBe(["1 KiB", "4 KiB", "16 KiB", "64 KiB", "256 KiB", "1 MiB", "4 MiB"]);

    [Fact]
    public void An_axis_has_one_unit_and_names_it()
    {
        var axis = new Axis("Latency", Quantity.Time, AxisScale.Log10);
        var laid = PlotAxis.Of(axis, AxisRange.Of(axis, [9_000, 700_000]), 300, 0, horizontal: false);

        laid.Label.ShouldBe("Latency (µs, log scale)");
        Labels(laid.Ticks).ShouldBe(["5", "10", "20", "50", "100", "200", "500", "1,000"]);
    }

    [Fact]
    public void A_linear_axis_starts_at_zero_and_ends_at_a_round_number()
    {
        var scale = AxisRange.Of(new Axis("Load", Quantity.ByteRate), [1.1e9, 12.9e9]);

        scale.Low.ShouldBe(0);
        scale.High.ShouldBe(14e9, 1);
    }

    [Fact]
    public void Data_that_are_all_alike_or_missing_still_have_an_axis()
    {
        foreach (var kind in Enum.GetValues<AxisScale>())
        {
            foreach (var values in (double[][])[[], [double.NaN], [0], [5], [5, 5, 5], [double.PositiveInfinity, 3]])
            {
                var axis = new Axis("Any", Quantity.Count, kind);
                var laid = PlotAxis.Of(axis, AxisRange.Of(axis, values), 0, 300, horizontal: true);
                laid.Ticks.Count.ShouldBeGreaterThanOrEqualTo(2);
            }
        }
    }

    [Fact]
    public void An_axis_that_cannot_be_is_refused()
    {
        var axis = new Axis("Load", Quantity.Count) { Minimum = 5, Maximum = 5 };

        Should.Throw<ArgumentException>(() => AxisRange.Of(axis, [1, 2])).Message.ShouldContain("'Load'");
    }

    [Fact]
    public void Ticks_of_any_axis_are_sorted_within_it_few_and_apart()
    {
        var random = new Random(11);
        for (var trial = 0; trial < 5_000; trial++)
        {
            var kind = (AxisScale)random.Next(3);
            var low = Math.Pow(10, random.NextDouble() * 16 - 4);
            var high = low * (1 + Math.Pow(10, random.NextDouble() * 10 - 3));
            var horizontal = random.Next(2) == 0;
            var length = random.Next(60, 900);
            var axis = new Axis("Any", Quantities[random.Next(Quantities.Length)], kind) { FromZero = random.Next(2) == 0 };
            if (kind == AxisScale.Linear && random.Next(4) == 0)
                low = -low;

            var laid = PlotAxis.Of(axis, AxisRange.Of(axis, [low, high]), 0, length, horizontal);

            var about = $"{axis} from {low} to {high} over {length} pixels, horizontal {horizontal}";
            laid.Scale.Position(low).ShouldBeInRange(-1e-6, 1 + 1e-6, about);
            laid.Scale.Position(high).ShouldBeInRange(-1e-6, 1 + 1e-6, about);
            var places = laid.Ticks.Select(tick => laid.Scale.Position(tick.Value)).ToArray();
            places.Zip(places.Skip(1)).All(pair => pair.First < pair.Second).ShouldBeTrue(about);
            places.All(place => place is >= -1e-6 and <= 1 + 1e-6).ShouldBeTrue(about);
            Labels(laid.Ticks).Length.ShouldBeInRange(0, 12, about);
            Labels(laid.Ticks).Distinct().Count().ShouldBe(Labels(laid.Ticks).Length, about);
            if (length >= 300 && !horizontal)
                Labels(laid.Ticks).Length.ShouldBeGreaterThanOrEqualTo(2, about);
        }
    }

    private static IReadOnlyList<Tick>[] Choices(AxisScale kind, Quantity quantity, double low, double high, int maxCount)
    {
        var scale = new PlotScale(kind, low, high);
        return [.. TickChoices.For(scale, quantity, PlotAxis.UnitOf(new Axis("Any", quantity, kind), scale), maxCount)];
    }

    private static string[] Labels(IEnumerable<Tick> ticks) => [.. ticks.Where(tick => !tick.IsMinor).Select(tick => tick.Label)];
}
