using DmaModel.Oracle;

namespace DmaModel.Exploration;

/// <summary>Tries schedules, one for each seed, and reduces one that shows something to what matters in it.</summary>
/// <param name="options">What is explored.</param>
public sealed class Explorer(ExploreOptions options)
{
    /// <summary>What a seed's schedule leads to.</summary>
    /// <returns>The first finding; null where all is well.</returns>
    public Finding? Try(long seed)
    {
        var trial = new Trial(options, seed, Adversaries.None, given: null);
        trial.Run();
        return trial.Finding;
    }

    /// <summary>Reduces the schedule of a seed that leads to a finding, as long as it leads to one of the same kind.</summary>
    /// <exception cref="ArgumentException">The seed's schedule leads to none.</exception>
    public ReducedSchedule Reduce(long seed)
    {
        var drawn = new Trial(options, seed, Adversaries.None, given: null);
        drawn.Run();
        var finding = drawn.Finding
            ?? throw new ArgumentException($"The schedule of seed {seed} leads to nothing.", nameof(seed));

        return new Reducer(options, seed, finding.Outcome).Reduce([.. drawn.Scheduler.Chosen]);
    }
}
