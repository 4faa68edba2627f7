using System.IO.Enumeration;
using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Claims;

/// <summary>Finds the claims that a user names, by number, by a pattern such as 'via-*', or by path.</summary>
public static class ClaimCatalogue
{
    /// <summary>The files of the claims named, in the order of threads and numbers; all claims where nothing is named.</summary>
    /// <exception cref="InvalidInputException">A name is not known.</exception>
    public static IReadOnlyList<SourceFile> Find(Catalogue catalogue, IReadOnlyList<string> names)
    {
        var findings = new Findings();
        var files = new List<SourceFile>();
        IReadOnlyList<string> wanted = names.Count == 0 ? ["*"] : names;
        foreach (var name in wanted)
        {
            var pattern = name.ToLowerInvariant();
            var matching = catalogue.Claims.Where(known => FileSystemName.MatchesSimpleExpression(pattern, known)).Order(Numbered)
                .ToList();
            if (matching.Count == 0)
                matching = [pattern.EndsWith(".yaml", StringComparison.Ordinal) ? name : pattern];
            files.AddRange(matching.Select(known => catalogue.FindClaim(known, Place.Of("dmamodel"), findings))
                .OfType<SourceFile>());
        }

        findings.ThrowIfAny();
        return [.. files.DistinctBy(file => file.Name)];
    }

    // KIO-2 comes before KIO-10.
    private static readonly Comparer<string> Numbered = Comparer<string>.Create((left, right) => Key(left).CompareTo(Key(right)));

    private static (string Thread, int Number) Key(string name)
    {
        var dash = name.LastIndexOf('-');
        return dash >= 0 && int.TryParse(name[(dash + 1)..], out var number) ? (name[..dash], number) : (name, 0);
    }
}
