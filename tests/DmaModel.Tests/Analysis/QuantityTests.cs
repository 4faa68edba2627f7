using DmaModel.Analysis;

namespace DmaModel.Tests.Analysis;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(12_345, "12.3 µs")]
    [InlineData(0.5, "0.5 ns")]
    [InlineData(0, "0 ns")]
    [InlineData(double.NaN, "")]
    public void A_number_is_written_in_the_unit_that_suits_it_and_nothing_where_there_is_none(double value, string text) =>
        Quantity.Time.Format(value).ShouldBe(text.Replace(' ', '\u00A0'));
}
