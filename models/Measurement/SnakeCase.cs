using System.Text;

namespace DmaModel.Measurement;

/// <summary>Turns the names of types into those of columns.</summary>
public static class SnakeCase
{
    /// <summary>The name in lower case, with an underscore before each inner capital: 'CpuWait' gives 'cpu_wait'.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
