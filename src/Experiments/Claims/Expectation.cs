using DmaModel.Experiments.Claims.Hypotheses;
using DmaModel.Experiments.Sweeps;

namespace DmaModel.Experiments.Claims;

/// <summary>One thing that has to hold, and where.</summary>
/// <param name="Says">What has to hold, in words.</param>
/// <param name="Hypothesis">What has to hold, as it is computed.</param>
/// <param name="Region">Where it has to hold; null is everywhere that the experiment goes.</param>
public sealed record Expectation(string Says, Hypothesis Hypothesis, Condition? Region);
