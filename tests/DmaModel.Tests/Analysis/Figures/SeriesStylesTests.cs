using DmaModel.Analysis.Figures.Styles;

namespace DmaModel.Tests.Analysis.Figures;

public sealed class SeriesStylesTests
{
    private static readonly string[] Names = [.. Enumerable.Range(1, 14).Select(number => $"strategy-{number}")];

    [Fact]
    public void A_name_of_the_catalogue_has_one_style_in_whatever_company()
    {
        var styles = SeriesStyles.ForSeries(Names);
        var all = styles.Assign(Names);

        foreach (var name in Names)
            styles.Assign([name, "stranger", "another"])[name].ShouldBe(all[name]);
    }

    [Fact]
    public void Styles_differ_on_the_screen_and_in_a_grey_print()
    {
        var all = SeriesStyles.ForSeries(Names).Assign(Names).Values.ToArray();

        all.Select(style => (style.Colour, style.Dash)).Distinct().Count().ShouldBe(14);
        all.Take(8).Select(style => style.Colour).Distinct().Count().ShouldBe(8);
        all.Take(11).Select(style => style.Marker).Distinct().Count().ShouldBe(11);
        all.Select(style => (style.Dash, style.Marker)).Distinct().Count().ShouldBe(14);
    }

    [Fact]
    public void Areas_differ_in_colour_and_hatch_for_ninety_six_names()
    {
        var names = Enumerable.Range(1, 96).Select(number => $"cause {number}").ToArray();

        var all = SeriesStyles.ForSegments(names).Assign(names).Values;

        all.Select(style => (style.Colour, style.Hatch)).Distinct().Count().ShouldBe(96);
    }

    [Fact]
    public void A_name_outside_the_catalogue_keeps_its_style_from_figure_to_figure()
    {
        var styles = SeriesStyles.ForSeries(Names);

        var alone = styles.Assign(["pin-per-io/page-lock"])["pin-per-io/page-lock"];

        styles.Assign([.. Names, "pin-per-io/page-lock"])["pin-per-io/page-lock"].ShouldBe(alone);
        SeriesStyles.ForSeries(Names).Assign(["pin-per-io/page-lock"])["pin-per-io/page-lock"].ShouldBe(alone);
    }

    [Fact]
    public void Many_names_outside_of_the_catalogue_all_differ()
    {
        var strangers = Enumerable.Range(0, 20).Select(number => $"stranger {number}").ToArray();

        var all = SeriesStyles.ForSeries(Names).Assign([.. Names, .. strangers]).Values;

        all.Select(style => (style.Marker, style.Dash)).Distinct().Count().ShouldBe(34);
    }

    [Fact]
    public void Names_come_in_the_order_of_the_catalogue_and_then_as_they_first_come() =>
        SeriesStyles.ForSeries("b", "a").Sort(["z", "a", "c", "b", "a", "z"]).ShouldBe(["b", "a", "z", "c"]);

    [Fact]
    public void Names_outside_of_the_catalogue_share_no_colour_while_one_is_free()
    {
        string[] stages = ["system-call", "lock", "pin", "map", "queue", "driver", "link", "device", "notify", "cpu-wait", "copy"];

        var forwards = SeriesStyles.ForSegments([]).Assign(stages);
        var backwards = SeriesStyles.ForSegments([]).Assign(stages.Reverse());

        forwards.Values.Select(style => style.Colour).ShouldBeUnique();
        foreach (var stage in stages)
            backwards[stage].ShouldBe(forwards[stage]);
    }

    [Fact]
    public void A_muted_name_is_grey_and_takes_no_colour_from_the_others()
    {
        var with = SeriesStyles.ForSegments(["copy", "idle", "pin"], "idle").Assign(["copy", "idle", "pin"]);
        var without = SeriesStyles.ForSegments(["copy", "pin"]).Assign(["copy", "pin"]);

        with["idle"].Colour.ShouldBe("#D9D9D9");
        with["pin"].ShouldBe(without["pin"]);
    }
}
