using DmaModel.Exploration.Plays;

namespace DmaModel.Exploration;

/// <summary>The strategies that schedules can be explored for.</summary>
public static class ExploredStrategies
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<ExploredStrategy> All { get; } = Enum.GetValues<ExploredStrategy>();

    /// <summary>The adversaries that mean something to a strategy; the others are never drawn.</summary>
    public static Adversaries AgainstWhom(ExploredStrategy strategy) => PlayCatalogue.Of(strategy).Adversaries;
}
