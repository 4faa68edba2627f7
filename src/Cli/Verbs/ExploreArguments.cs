using System.CommandLine;
using DmaModel.Experiments.Exploring;
using DmaModel.Experiments.Reading;
using DmaModel.Exploration;
using DmaModel.Platforms;
using DmaModel.Strategies;
using DmaModel.VirtualMemory;

namespace DmaModel.Cli.Verbs;

/// <summary>What is explored, as the command line spells it.</summary>
internal sealed class ExploreArguments
{
    private readonly Argument<string> _strategy = new("strategy") { Description = Values<ExploredStrategy>("What to explore") };

    private readonly Option<string?> _scheme = Choice<PinScheme>("--scheme", "What keeps the pages where they are");

    private readonly Option<string[]> _with = new("--with")
    {
        Description = Values<Adversaries>("The adversaries, separated by commas") + "; 'all' if not given.",
        HelpName = "names",
    };

    private readonly Option<string[]> _without = new("--without")
    {
        Description = "Adversaries to leave out.",
        HelpName = "names",
    };

    private readonly Option<bool> _noRetry = new("--no-retry")
    {
        Description = "A pin that has lost a race fails, or waits with all that it holds, instead of starting again.",
    };

    private readonly Option<bool> _noWriteCheck = new("--no-write-check")
    {
        Description = "The look-up takes a page that the device will write without asking whether it may be written.",
    };

    private readonly Option<bool> _searchOwn = new("--search-own")
    {
        Description = "A page that is locked is looked for among those that the same transfer has locked.",
    };

    private readonly Option<bool> _byAddress = new("--release-by-address")
    {
        Description = "Deregistration looks the pages up again by their addresses.",
    };

    private readonly Option<bool> _noHook = new("--no-release-hook")
    {
        Description = "The driver does nothing for registrations that are left when its file is closed.",
    };

    private readonly Option<string?> _pages = Choice<PageCounting>(
        "--pages", "What keeps the counts of a driver's mapped pages right");

    private readonly Option<string?> _pager = Choice<PagerKind>("--pager", "How a driver's pages get into a process");

    private readonly Option<string?> _userPages = Choice<UserPagesRule>(
        "--user-pages", "What get_user_pages() may do with pages of a context's store");

    private readonly Option<string?> _handler = Choice<HandlerKind>(
        "--fault-handler", "What the fault handler of an object that moves answers with");

    private readonly Option<bool> _lockInPlace = new("--lock-in-place")
    {
        Description = "An object that moves is locked in place while another driver's device uses it.",
    };

    private readonly Option<string?> _bounceCopy = Choice<BounceCopyKind>("--bounce-copy", "How bounced data are copied");

    private readonly Option<string?> _bounceHandler = Choice<BounceHandler>(
        "--bounce-handler", "Which part of an interrupt copies bounced data");

    private readonly Option<string?> _kept = Choice<KeptPages>(
        "--kept", "How the user's pages are kept while their data bounce");

    private readonly Option<bool> _handlesFaults = new("--handles-faults")
    {
        Description = "A plain copy of bounced data in the process can take faults.",
    };

    private readonly Option<string?> _pipe = Choice<PipePassing>("--pipe", "How data get through a pipe");

    private readonly Option<string?> _outcome = new("--outcome")
    {
        Description = Values<Oracle.Outcome>("The only outcome that counts"),
        HelpName = "name",
    };

    private readonly Option<string> _kernel = new("--kernel")
    {
        Description = "The kernel's rules: 2000 (2.4.0-test10, of the threads) or 2024 (6.x); each can be changed below.",
        DefaultValueFactory = _ => "2000",
        HelpName = "year",
    };

    private readonly Option<string?> _writeOut = Choice<WriteOutRule>(
        "--write-out", "When dirty pages are written to the swap device");

    private readonly Option<string?> _readAhead = Choice<ReadAheadRule>(
        "--read-ahead", "What swap read-ahead does about cached pages");

    private readonly Option<string?> _reuse = Choice<ReuseRule>(
        "--reuse", "When a write to a shared page needs no copy");

    private readonly Option<string?> _fork = Choice<ForkRule>("--fork", "What fork() does with pinned pages");

    /// <summary>Adds all to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_strategy);
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary>What is explored.</summary>
    /// <exception cref="FormatException">A name is not known.</exception>
    public ExploreOptions Read(ParseResult parsed)
    {
        var strategy = Value<ExploredStrategy>(parsed.GetValue(_strategy)!);
        return Options(parsed, strategy) with { Adversaries = With(parsed, strategy) };
    }

    private ExploreOptions Options(ParseResult parsed, ExploredStrategy strategy) => new()
    {
        Strategy = strategy,
        Pin = new PinOptions
        {
            Scheme = ValueOr(parsed.GetValue(_scheme), PinScheme.RefcountDirty),
            Retry = !parsed.GetValue(_noRetry),
            WriteCheck = !parsed.GetValue(_noWriteCheck),
            SearchOwn = parsed.GetValue(_searchOwn),
        },
        ReleasesByAddress = parsed.GetValue(_byAddress),
        HasReleaseHook = !parsed.GetValue(_noHook),
        Pages = ValueOr(parsed.GetValue(_pages), PageCounting.Referenced),
        Pager = ValueOr(parsed.GetValue(_pager), PagerKind.Object),
        UserPages = ValueOr(parsed.GetValue(_userPages), UserPagesRule.Allowed),
        FaultHandler = ValueOr(parsed.GetValue(_handler), HandlerKind.PageReturning),
        LocksInPlace = parsed.GetValue(_lockInPlace),
        Bounce = new BounceChoices
        {
            Copy = ValueOr(parsed.GetValue(_bounceCopy), BounceCopyKind.ByCurrentPmap),
            Handler = ValueOr(parsed.GetValue(_bounceHandler), BounceHandler.Thread),
            Kept = ValueOr(parsed.GetValue(_kept), KeptPages.Held),
            HandlesFaults = parsed.GetValue(_handlesFaults),
        },
        Pipe = ValueOr(parsed.GetValue(_pipe), PipePassing.Flipped),
        Wanted = parsed.GetValue(_outcome) is { } outcome ? Value<Oracle.Outcome>(outcome) : null,
        Kernel = Kernel(parsed),
    };

    private IEnumerable<Option> All =>
    [
        _scheme, _with, _without, _noRetry, _noWriteCheck, _searchOwn, _byAddress, _noHook, _pages, _pager, _userPages,
        _handler, _lockInPlace, _bounceCopy, _bounceHandler, _kept, _handlesFaults, _pipe, _outcome,
        _kernel, _writeOut, _readAhead, _reuse, _fork,
    ];

    private MemoryRules Kernel(ParseResult parsed)
    {
        var rules = Of(parsed.GetValue(_kernel)!);
        return rules with
        {
            WriteOut = ValueOr(parsed.GetValue(_writeOut), rules.WriteOut),
            ReadAhead = ValueOr(parsed.GetValue(_readAhead), rules.ReadAhead),
            Reuse = ValueOr(parsed.GetValue(_reuse), rules.Reuse),
            Fork = ValueOr(parsed.GetValue(_fork), rules.Fork),
        };
    }

    private static MemoryRules Of(string year) => year switch
    {
        "2000" => ExploreOptions.Kernel2000,
        "2024" => ExploreOptions.Kernel2024,
        _ => throw new FormatException($"unknown kernel '{year}'; there is 2000 and 2024"),
    };

    private static T ValueOr<T>(string? spelling, T usual)
        where T : struct, Enum => spelling is null ? usual : Value<T>(spelling);

    private static Option<string?> Choice<T>(string name, string description)
        where T : struct, Enum =>
        new(name) { Description = Values<T>(description), HelpName = "name" };

    private static string Values<T>(string what)
        where T : struct, Enum => $"{what}: {string.Join(", ", Names.OfAll(typeof(T)))}";

    private static T Value<T>(string spelling)
        where T : struct, Enum
    {
        if (Names.Value(typeof(T), spelling) is T value)
            return value;
        var nearest = NearestName.Of(spelling, Names.OfAll(typeof(T)));
        throw new FormatException(
            $"unknown name '{spelling}'" + (nearest is null
                ? $"; there is {string.Join(", ", Names.OfAll(typeof(T)))}"
                : $"; did you mean '{nearest}'?"));
    }

    private Adversaries With(ParseResult parsed, ExploredStrategy strategy)
    {
        var with = Set(parsed.GetValue(_with));
        if (with.Select(one => ExploreSpelling.Meaningless(strategy, one)).FirstOrDefault(why => why is not null) is { } wrong)
            throw new FormatException(wrong);
        var chosen = with is [] ? Adversaries.All : with.Aggregate((set, one) => set | one);
        return Set(parsed.GetValue(_without)).Aggregate(chosen, (set, one) => set & ~one);
    }

    private static List<Adversaries> Set(string[]? names) =>
        [.. (names ?? []).SelectMany(list => list.Split(',')).Select(Value<Adversaries>)];
}
