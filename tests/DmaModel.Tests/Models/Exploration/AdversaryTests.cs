using System.Threading;
using DmaModel.Experiments.Exploring;
using DmaModel.Exploration;
using DmaModel.Oracle;
using DmaModel.VirtualMemory;

namespace DmaModel.Tests.Models.Exploration;

/// <summary>What each way to change the mapping under a transfer brings out, and what survives it.</summary>
public sealed class AdversaryTests
{
    private const Adversaries Rearranging =
        Adversaries.Exec | Adversaries.Move | Adversaries.Truncate | Adversaries.Lock | Adversaries.Unmap;

    // mlock()'s flag goes with munlock() whoever set it, and a frame that nobody counts goes with its mapping; a write by count
    // copies the page that mprotect() has left write-protected, and the device goes on with the old one.
    [Theory]
    [InlineData(ExploredStrategy.PinRegistered, PinScheme.VmLocked, Adversaries.Exec, Outcome.WriteToFreedFrame)]
    [InlineData(ExploredStrategy.PinRegistered, PinScheme.VmLocked, Adversaries.Exec, Outcome.InformationLeak)]
    [InlineData(ExploredStrategy.PinPerIo, PinScheme.VmLocked, Adversaries.Truncate, Outcome.WriteToFreedFrame)]
    [InlineData(ExploredStrategy.PinRegistered, PinScheme.VmLocked, Adversaries.Lock | Adversaries.Swap, Outcome.StaleData)]
    [InlineData(ExploredStrategy.PinRegistered, PinScheme.Reserved, Adversaries.Exec, Outcome.LeakedFrames)]
    [InlineData(ExploredStrategy.PinRegistered, PinScheme.Reserved, Adversaries.Truncate, Outcome.LeakedFrames)]
    [InlineData(ExploredStrategy.PinRegistered, PinScheme.VirtualPin, Adversaries.Exec, Outcome.Deadlock)]
    [InlineData(
        ExploredStrategy.PinRegistered, PinScheme.RefcountDirty, Adversaries.Protect | Adversaries.Touch, Outcome.StaleData)]
    public void A_scheme_is_undone_by_what_it_does_not_hold(
        ExploredStrategy strategy, PinScheme scheme, Adversaries against, Outcome outcome)
    {
        var options = new ExploreOptions
        {
            Strategy = strategy,
            Pin = new PinOptions { Scheme = scheme },
            Adversaries = against,
            Wanted = outcome,
        };

        new ScheduleSearch(options, jobs: 2).FindFirst(0, 4_000, CancellationToken.None).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(ExploredStrategy.PinPerIo, PinScheme.RefcountDirty, Rearranging | Adversaries.Swap)]
    [InlineData(ExploredStrategy.PinRegistered, PinScheme.RefcountDirty, Rearranging)]
    [InlineData(ExploredStrategy.PinPerIo, PinScheme.VirtualPin, Rearranging | Adversaries.Swap | Adversaries.Protect)]
    public void Counted_or_held_pages_survive_a_process_that_rearranges_its_memory(
        ExploredStrategy strategy, PinScheme scheme, Adversaries against)
    {
        var options = new ExploreOptions
        {
            Strategy = strategy,
            Pin = new PinOptions { Scheme = scheme },
            Adversaries = against,
        };

        new ScheduleSearch(options, jobs: 2).FindFirst(0, 4_000, CancellationToken.None).ShouldBeNull();
    }
}
