using System.ComponentModel;
using DmaModel.Units;

namespace DmaModel.Platforms;

/// <summary>Which core a device's completion interrupt goes to.</summary>
public enum InterruptSteering
{
    /// <summary>The core that submitted the transfer, as with a queue and a message interrupt per core.</summary>
    Submitter,

    /// <summary>Always the first core, as with one wired interrupt line.</summary>
    FirstCore,
}

/// <summary>How the device signals completions, and what that costs.</summary>
public sealed record InterruptCosts
{
    /// <summary>From the device's signal until the handler may start.</summary>
    [Description("From the device's signal until the handler may start.")]
    public required Cost<Duration> Delivery { get; init; }

    /// <summary>Entry, acknowledgement and return of the handler.</summary>
    [Description("Entry, acknowledgement and return of the handler, without any completion's own work.")]
    public required Cost<Duration> Handler { get; init; }

    /// <summary>Which core is interrupted.</summary>
    [Description("Which core is interrupted: submitter (a queue per core) or first-core (one wired line).")]
    public required InterruptSteering Steering { get; init; }

    /// <summary>How many completions one coalesced interrupt waits for.</summary>
    [Description("The number of completions at which a coalesced interrupt is raised.")]
    public required int CoalesceCount { get; init; }

    /// <summary>How long the first completion of a coalesced interrupt may wait.</summary>
    [Description("How long a completion may wait for a coalesced interrupt.")]
    public required Cost<Duration> CoalesceTime { get; init; }
}
