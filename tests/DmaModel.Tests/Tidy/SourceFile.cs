using System.Text.RegularExpressions;

namespace DmaModel.Tests.Tidy;

/// <summary>One C# file.</summary>
internal sealed partial class SourceFile(string path, string text)
{
    /// <summary>Its path, relative to the root.</summary>
    public string Path => path;

    /// <summary>Its lines as they stand.</summary>
    public string[] Lines { get; } = text.Split('\n');

    /// <summary>Its text without comments, so that prose may name what code may not.</summary>
    public string Code { get; } = Comments().Replace(text, "");

    /// <summary>The namespaces that it imports.</summary>
    public IEnumerable<string> Usings => UsingLines().Matches(Code).Select(match => match.Groups["name"].Value);

    /// <summary>Whether it lies in a folder, given relative to the root.</summary>
    public bool IsIn(string folder) => path.StartsWith(folder + '/', StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => path;

    // A comment starts a line, or follows a blank; the '//' of an address does neither.
    [GeneratedRegex(@"(^|[ \t])//.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(
        @"^(global )?using (static )?(\w+ = )?(?<name>[\w.]+);",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex UsingLines();
}
