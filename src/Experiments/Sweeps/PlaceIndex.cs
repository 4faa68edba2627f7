using DmaModel.Experiments.Reading;

namespace DmaModel.Experiments.Sweeps;

/// <summary>Remembers where each parameter of the base was written, so that a rule it breaks can be shown there.</summary>
internal sealed class PlaceIndex(Place otherwise)
{
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);

    /// <summary>Remembers all that a piece gives; what was given before at the same paths is forgotten.</summary>
    public void Add(string path, Node node)
    {
        if (path.Length > 0)
            _places[path] = node.Place;
        if (node is not MappingNode mapping)
            return;

        foreach (var (key, value) in mapping.Entries)
            Add(path.Length == 0 ? key.Text : $"{path}.{key.Text}", value);
    }

    /// <summary>Where exactly this parameter was written, or null if it was not.</summary>
    public Place? Find(string path) => _places.TryGetValue(path, out var place) ? place : null;

    /// <summary>Where a parameter was written, or else the nearest part around it that was.</summary>
    public Place Of(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (_places.TryGetValue(path[..end], out var place))
                return place;
        }

        return otherwise;
    }
}
