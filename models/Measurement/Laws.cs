namespace DmaModel.Measurement;

/// <summary>Checks what must hold in every run, whatever is modelled.</summary>
public static class Laws
{
    /// <summary>Checks that two ways to get a quantity give the same, to the unit.</summary>
    /// <param name="law">The law's name, such as 'Little's law'.</param>
    /// <param name="left">One quantity: what it is, and its value.</param>
    /// <param name="right">The other quantity.</param>
    /// <param name="unit">The unit of both.</param>
    /// <exception cref="LawBrokenException">They differ.</exception>
    public static void Equal(string law, (string What, Int128 Value) left, (string What, Int128 Value) right, string unit)
    {
        if (left.Value != right.Value)
            throw Broken(law, left, right, unit);
    }

    /// <summary>Checks that a quantity does not exceed another: that nothing was busy longer than there was time, or
    /// carried more than it can.</summary>
    /// <param name="law">The law's name, such as 'The utilisation law'.</param>
    /// <param name="part">What must not be more: what it is, and its value.</param>
    /// <param name="whole">What it must not exceed.</param>
    /// <param name="unit">The unit of both.</param>
    /// <exception cref="LawBrokenException">It exceeds the other.</exception>
    public static void AtMost(string law, (string What, Int128 Value) part, (string What, Int128 Value) whole, string unit)
    {
        if (part.Value > whole.Value)
            throw Broken(law, part, whole, unit);
    }

    private static LawBrokenException Broken(
        string law, (string What, Int128 Value) left, (string What, Int128 Value) right, string unit)
    {
        var sides = FormattableString.Invariant($"{left.What} is {left.Value} {unit}, {right.What} is {right.Value} {unit}");
        var difference = left.Value - right.Value;
        return new(FormattableString.Invariant($"{law} is broken: {sides}; the difference is {difference} {unit}."));
    }
}
