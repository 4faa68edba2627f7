using System.Text;
using DmaModel.Platforms;

namespace DmaModel.Experiments.Reading;

/// <summary>How C# names are spelt in files: lower-case words joined by hyphens.</summary>
public static class Names
{
    /// <summary>The spelling of a member's name: 'OfferedLoad' is 'offered-load'.</summary>
    public static string Of(string member)
    {
        var spelt = new StringBuilder(member.Length + 4);
        foreach (var letter in member)
        {
            if (char.IsUpper(letter) && spelt.Length > 0)
                spelt.Append('-');
            spelt.Append(char.ToLowerInvariant(letter));
        }

        return spelt.ToString();
    }

    /// <summary>The spelling of an enumeration's value; trust tags keep the capitals that the literature gives them.</summary>
    public static string Of(Enum value) =>
        value is TrustTag and not (TrustTag.Guess or TrustTag.Set) ? value.ToString() : Of(value.ToString());

    /// <summary>The spellings of all values of an enumeration, in the order of their declaration.</summary>
    public static IReadOnlyList<string> OfAll(Type enumeration) => [.. Enum.GetValues(enumeration).Cast<Enum>().Select(Of)];

    /// <summary>The value that a spelling stands for, or null.</summary>
    public static object? Value(Type enumeration, string spelling) =>
        Enum.GetValues(enumeration).Cast<Enum>().FirstOrDefault(value => Of(value) == spelling);

    /// <summary>The name of a column that holds a path: 'workload.offered-load' is 'workload_offered_load'.</summary>
    public static string Column(string path) => path.Replace('.', '_').Replace('-', '_');
}
