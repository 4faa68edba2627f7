using DmaModel.Exploration.Plays;

namespace DmaModel.Exploration;

/// <summary>The strategies that schedules can be explored for.</summary>
public static class ExploredStrategies
{
    /// <summary>All that have a play.</summary>
    public static IReadOnlyList<ExploredStrategy> All { get; } =
        [.. Enum.GetValues<ExploredStrategy>().Where(PlayCatalogue.Has)];

    /// <summary>The adversaries that mean something to a strategy; the others are never drawn.</summary>
    /// <exception cref="ArgumentException">The strategy has no play.</exception>
    public static Adversaries AgainstWhom(ExploredStrategy strategy) => PlayCatalogue.Of(strategy).Adversaries;
}
