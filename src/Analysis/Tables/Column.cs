namespace DmaModel.Analysis.Tables;

/// <summary>A column of a table: what it holds and in which unit.</summary>
/// <param name="Name">Lower-case words joined by underscores, most significant first: 'latency_p99'.</param>
/// <param name="Unit">The unit as it ends the header, such as 'ns', 'bytes' or 'bytes_per_s'; empty for none.</param>
public sealed record Column(string Name, string Unit = "")
{
    private const string HalfWidthSuffix = "_half_width";

    // The longer units first, since 'bytes_per_s' also ends in 'per_s'.
    private static readonly string[] KnownUnits =
        ["ns_per_byte", "bytes_per_s", "fraction", "per_s", "bytes", "ratio", "count", "ns"];

    /// <summary>The header as it stands in a CSV file, with the unit last: 'latency_p99_ns'.</summary>
    public string Header => Unit.Length == 0 ? Name : $"{Name}_{Unit}";

    /// <summary>Whether the column holds the half-widths of the column before it.</summary>
    public bool IsHalfWidth => Name.EndsWith(HalfWidthSuffix, StringComparison.Ordinal);

    /// <summary>The column for the half-widths of this one: 'latency_p99_half_width_ns'.</summary>
    /// <remarks>Where it directly follows its column, tables for people show both as one: '12.3 ± 0.4'.</remarks>
    public Column HalfWidth() => this with { Name = Name + HalfWidthSuffix };

    /// <summary>Reads a header back, taking a known unit off its end.</summary>
    public static Column FromHeader(string header)
    {
        foreach (var unit in KnownUnits)
        {
            if (header.EndsWith("_" + unit, StringComparison.Ordinal) && header.Length > unit.Length + 1)
                return new Column(header[..^(unit.Length + 1)], unit);
        }

        return new Column(header);
    }
}
