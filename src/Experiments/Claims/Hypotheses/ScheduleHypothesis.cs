using DmaModel.Exploration;

namespace DmaModel.Experiments.Claims.Hypotheses;

/// <summary>An outcome is reached by adversarial schedules, or is not reached by any of them.</summary>
/// <param name="IsReached">Whether it is to be reached.</param>
/// <param name="Options">What is explored, against whom, under which kernel, and for which outcome.</param>
/// <param name="Schedules">The number of schedules after which it counts as not reached.</param>
public sealed record ScheduleHypothesis(bool IsReached, ExploreOptions Options, long Schedules) : Hypothesis;
