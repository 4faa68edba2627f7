namespace DmaModel.Analysis.Statistics;

/// <summary>Where a noisy difference changes its sign.</summary>
/// <param name="Low">Here the difference still has the sign that it has below.</param>
/// <param name="High">Here it has the other sign.</param>
/// <param name="Estimate">Where it is zero, as far as can be told.</param>
/// <param name="SignBelow">Its sign below: -1 or 1.</param>
public sealed record Crossing(double Low, double High, double Estimate, int SignBelow);

/// <summary>What is known of the sign of a noisy difference at one place.</summary>
/// <param name="At">The place.</param>
/// <param name="Sign">-1 or 1 where it is shown, 0 where it is not.</param>
/// <param name="Mean">The mean difference; infinite where an observation was.</param>
/// <param name="Count">The number of replications it took.</param>
public sealed record SignAt(double At, int Sign, double Mean, int Count);
