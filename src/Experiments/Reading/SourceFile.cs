using System.Security.Cryptography;
using System.Text;

namespace DmaModel.Experiments.Reading;

/// <summary>A file that the user named, with its bytes as they were read once.</summary>
/// <param name="Name">The file as the user would name it; messages begin with it.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Folder">The folder that paths within it are relative to; null for a file that ships inside the tool.</param>
public sealed record SourceFile(string Name, byte[] Bytes, string? Folder)
{
    // No experiment or platform written by hand is longer; a longer file is one named by mistake.
    private const int LongestText = 8 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file's name without folders and extension.</summary>
    public string Stem => Path.GetFileNameWithoutExtension(Name);

    /// <summary>The SHA-256 of the bytes, in lower-case hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Reads a file, or says why it cannot be read.</summary>
    /// <param name="name">The file as the user would name it.</param>
    /// <param name="folder">The folder that the name is relative to.</param>
    /// <param name="place">Where the name was written; the finding stands there.</param>
    /// <param name="findings">Takes the reason if the file cannot be read.</param>
    public static SourceFile? Read(string name, string folder, Place place, Findings findings)
    {
        try
        {
            var path = Path.GetFullPath(name, folder);
            var file = new FileInfo(path);
            if (Directory.Exists(path))
                findings.Add(place, $"'{name}' is a folder, not a file");
            else if (!file.Exists)
                findings.Add(place, $"there is no file '{name}'", NearestBeside(name, path));
            else if (file.Length > LongestText)
                findings.Add(
                    place, $"'{name}' is {file.Length / (1024 * 1024)} MiB long; no experiment or platform is longer than 8 MiB");
            else
                return new SourceFile(name, File.ReadAllBytes(path), Path.GetDirectoryName(path));
        }
        catch (Exception problem) when (
            problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            findings.Add(place, $"'{name}' cannot be read: {problem.Message.TrimEnd('.')}");
        }

        return null;
    }

    /// <summary>The bytes as text, or null with a finding if they are none.</summary>
    public string? Text(Findings findings)
    {
        var zero = Array.IndexOf(Bytes, (byte)0);
        if (zero >= 0)
        {
            findings.Add(Place.Of(Name), $"this is not a text file: byte {zero} is zero");
            return null;
        }

        try
        {
            var text = Strict.GetString(Bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException problem)
        {
            findings.Add(Place.Of(Name), $"this is not a text file in UTF-8: byte {problem.Index} does not belong there");
            return null;
        }
    }

    /// <summary>The text of a key at the top of the file, or null if it cannot be read.</summary>
    public string? TextOf(string key) =>
        (YamlReader.ReadMapping(this, new Findings())?.Find(key)?.Value as ScalarNode)?.Text.Trim();

    private static string? NearestBeside(string name, string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
            return null;

        var nearest = NearestName.Of(
            Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order());
        return nearest is null ? null : Path.Combine(Path.GetDirectoryName(name) ?? "", nearest);
    }
}
