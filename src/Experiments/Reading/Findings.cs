namespace DmaModel.Experiments.Reading;

/// <summary>Collects everything that is wrong with an input, so that the user sees all of it in one go.</summary>
public sealed class Findings
{
    private readonly List<Finding> _all = [];
    private readonly HashSet<Finding> _seen = [];
    private readonly List<string> _files = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _all.Count > 0;

    /// <summary>The number of findings.</summary>
    public int Count => _all.Count;

    /// <summary>
    /// The findings, file by file in the order in which files were first complained of, each from top to bottom.
    /// </summary>
    public IReadOnlyList<Finding> Sorted =>
    [
        .. _all.OrderBy(finding => _files.IndexOf(finding.Place.File))
            .ThenBy(finding => finding.Place.Line)
            .ThenBy(finding => finding.Place.Column),
    ];

    /// <summary>Adds a finding; one that is there already is not told twice.</summary>
    public void Add(Place place, string text, string? nearest = null)
    {
        var finding = new Finding(place, text, nearest);
        if (!_seen.Add(finding))
            return;

        _all.Add(finding);
        if (!_files.Contains(place.File))
            _files.Add(place.File);
    }

    /// <summary>Adds that a name is not known, with the nearest one that is, or else with all of them.</summary>
    public void AddUnknown(Place place, string text, string name, IReadOnlyCollection<string> known)
    {
        var nearest = NearestName.Of(name, known);
        var list = nearest is null && known.Count > 0 ? $" (known: {string.Join(", ", known)})" : "";
        Add(place, text + list, nearest);
    }

    /// <summary>Ends the reading if anything is wrong.</summary>
    /// <exception cref="InvalidInputException">There is at least one finding.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new InvalidInputException(Sorted);
    }
}

/// <summary>Thrown when an experiment, a platform or an option is wrong; it carries everything that is.</summary>
public sealed class InvalidInputException(IReadOnlyList<Finding> findings)
    : Exception(string.Join('\n', findings))
{
    /// <summary>Everything that is wrong, in the order in which to tell it.</summary>
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
