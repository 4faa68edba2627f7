using System.Collections;

namespace DmaModel.Experiments.Sweeps;

/// <summary>The scenarios of a sweep, each made when it is asked for, so that a million of them take no room.</summary>
/// <param name="kept">The numbers, within the product of all axes, of the scenarios; null where all of them are.</param>
/// <param name="total">The number of combinations.</param>
/// <param name="levelsOf">The levels of a combination.</param>
/// <param name="make">Makes the scenario of some levels; it must be safe to call from several threads.</param>
internal sealed class ScenarioPoints(int[]? kept, int total, Func<int, Level[]> levelsOf, Func<Level[], Scenario> make)
    : IReadOnlyList<ScenarioPoint>
{
    /// <inheritdoc/>
    public int Count => kept?.Length ?? total;

    /// <inheritdoc/>
    public ScenarioPoint this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var levels = levelsOf(kept?[index] ?? index);
            return new ScenarioPoint(index, make(levels), levels);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<ScenarioPoint> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
