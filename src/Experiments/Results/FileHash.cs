using System.Security.Cryptography;

namespace DmaModel.Experiments.Results;

/// <summary>Hashes files without holding them in memory.</summary>
internal static class FileHash
{
    /// <summary>The SHA-256 of a file's bytes, in hexadecimal digits.</summary>
    public static string Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
