using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Sweeps;

/// <summary>A parameter that the command line sets, or varies: <c>--set path=value[,value]</c>.</summary>
/// <param name="Name">The path of the parameter, or the name of a label.</param>
/// <param name="Values">Its values.</param>
/// <param name="Place">The option, which stands for every place in it.</param>
internal sealed record Setting(string Name, ListNode Values, Place Place)
{
    /// <summary>Reads a setting; null, with findings, if it is wrong.</summary>
    public static Setting? Read(string text, Findings findings)
    {
        var place = Place.Of($"--set {text}");
        var equals = text.IndexOf('=');
        if (equals <= 0 || equals == text.Length - 1)
        {
            findings.Add(place, "a setting is written path=value, such as workload.size=64KiB, or path=value,value to vary it");
            return null;
        }

        // Within brackets, commas part the values and a range keeps its own commas.
        return YamlReader.Read(place, $"[{text[(equals + 1)..]}]", findings) is ListNode values
            ? new Setting(text[..equals].Trim(), values, place)
            : null;
    }

    /// <summary>The values as a file would give them: a single range or record stands without its list.</summary>
    public Node Node => Values.Items is [MappingNode only] && RangeReader.IsRange(only) ? only : Values;
}
