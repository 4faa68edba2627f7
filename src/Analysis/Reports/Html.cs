using System.Text;
using DmaModel.Analysis.Figures.Svg;

namespace DmaModel.Analysis.Reports;

/// <summary>Makes text safe for HTML.</summary>
internal static class Html
{
    /// <summary>Makes text safe inside an element and inside an attribute.</summary>
    public static string Escape(string text) => SvgCanvas.Escape(text);

    /// <summary>Makes text safe and sets what stands between two backticks as code.</summary>
    public static string Inline(string text)
    {
        var parts = text.Split('`');
        var result = new StringBuilder();
        for (var part = 0; part < parts.Length; part++)
        {
            // A backtick without a partner is itself.
            var isCode = part % 2 == 1 && part < parts.Length - 1;
            result.Append(isCode ? $"<code>{Escape(parts[part])}</code>" : (part % 2 == 1 ? "`" : "") + Escape(parts[part]));
        }

        return result.ToString();
    }
}
