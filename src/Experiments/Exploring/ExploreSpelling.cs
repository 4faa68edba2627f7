using DmaModel.Experiments.Reading;
using DmaModel.Exploration;

namespace DmaModel.Experiments.Exploring;

/// <summary>Spells what is explored as the arguments of the verb 'explore', so that anybody can ask for the same again.</summary>
public static class ExploreSpelling
{
    /// <summary>The arguments; what is as usual is left out.</summary>
    public static string Of(ExploreOptions options)
    {
        var usual = new ExploreOptions();
        var (pin, kernel) = (options.Pin, options.Kernel);
        var is2024 = kernel.UnsharesOnPin;
        var rules = is2024 ? ExploreOptions.Kernel2024 : ExploreOptions.Kernel2000;
        var pins = options.Strategy is ExploredStrategy.PinPerIo or ExploredStrategy.PinRegistered;
        var known = ExploredStrategies.AgainstWhom(options.Strategy);
        var used = options.Adversaries & known;
        var parts = new List<string> { Names.Of(options.Strategy) };
        Add(pins || pin.Scheme != usual.Pin.Scheme, $"--scheme {Names.Of(pin.Scheme)}");
        Add(!pin.Retry, "--no-retry");
        Add(!pin.WriteCheck, "--no-write-check");
        Add(pin.SearchOwn, "--search-own");
        Add(options.Pages != usual.Pages, $"--pages {Names.Of(options.Pages)}");
        Add(options.Pager != usual.Pager, $"--pager {Names.Of(options.Pager)}");
        Add(options.UserPages != usual.UserPages, $"--user-pages {Names.Of(options.UserPages)}");
        Add(options.FaultHandler != usual.FaultHandler, $"--fault-handler {Names.Of(options.FaultHandler)}");
        Add(options.LocksInPlace, "--lock-in-place");
        Add(options.Bounce.Copy != usual.Bounce.Copy, $"--bounce-copy {Names.Of(options.Bounce.Copy)}");
        Add(options.Bounce.Handler != usual.Bounce.Handler, $"--bounce-handler {Names.Of(options.Bounce.Handler)}");
        Add(options.Bounce.Kept != usual.Bounce.Kept, $"--kept {Names.Of(options.Bounce.Kept)}");
        Add(options.Bounce.HandlesFaults, "--handles-faults");
        Add(options.Pipe != usual.Pipe, $"--pipe {Names.Of(options.Pipe)}");
        Add(used != known, $"--with {string.Join(',', ScheduleReport.Of(used))}");
        Add(options.ReleasesByAddress, "--release-by-address");
        Add(!options.HasReleaseHook, "--no-release-hook");
        if (options.Wanted is { } wanted)
            parts.Add($"--outcome {Names.Of(wanted)}");
        Add(is2024, "--kernel 2024");
        Add(kernel.WriteOut != rules.WriteOut, $"--write-out {Names.Of(kernel.WriteOut)}");
        Add(kernel.ReadAhead != rules.ReadAhead, $"--read-ahead {Names.Of(kernel.ReadAhead)}");
        Add(kernel.Reuse != rules.Reuse, $"--reuse {Names.Of(kernel.Reuse)}");
        Add(kernel.Fork != rules.Fork, $"--fork {Names.Of(kernel.Fork)}");
        return string.Join(' ', parts);

        void Add(bool isUnusual, string part)
        {
            if (isUnusual)
                parts.Add(part);
        }
    }

    /// <summary>What to say where an adversary means nothing to a strategy; null where it does mean something.</summary>
    public static string? Meaningless(ExploredStrategy strategy, Adversaries asked)
    {
        var known = ExploredStrategies.AgainstWhom(strategy);
        if (asked is Adversaries.All or Adversaries.None || (asked & known) == asked)
            return null;
        var those = string.Join(", ", ScheduleReport.Of(known));
        return $"'{Names.Of(asked)}' means nothing to {Names.Of(strategy)}; there is {those}";
    }
}
