namespace DmaModel.Exploration.Plays;

/// <summary>The one place that turns the name of an explored strategy into its play.</summary>
internal static class PlayCatalogue
{
    private static readonly Dictionary<ExploredStrategy, PlayEntry> Entries = new()
    {
        [ExploredStrategy.PinPerIo] = new(PinPlay.Against, trial => new PinPlay(trial, isRegistered: false)),
        [ExploredStrategy.PinRegistered] = new(PinPlay.Against, trial => new PinPlay(trial, isRegistered: true)),
        [ExploredStrategy.MmapPrefault] = Mapped(ExploredStrategy.MmapPrefault),
        [ExploredStrategy.MmapFault] = Mapped(ExploredStrategy.MmapFault),
        [ExploredStrategy.MmapRing] = Mapped(ExploredStrategy.MmapRing),
        [ExploredStrategy.ObjectPager] = Mapped(ExploredStrategy.ObjectPager),
        [ExploredStrategy.Copy] = Bounced(isInProcess: true, isCopy: true),
        [ExploredStrategy.CowZeroCopy] = new(CowPlay.Against, trial => new CowPlay(trial)),
        [ExploredStrategy.PageFlip] = new(PipePlay.Against, trial => new PipePlay(trial)),
        [ExploredStrategy.BounceProcess] = Bounced(isInProcess: true),
        [ExploredStrategy.BounceIthread] = Bounced(isInProcess: false),
        [ExploredStrategy.SpuSwitch] = new(SpuPlay.Against, trial => new SpuPlay(trial)) { Frames = SpuPlay.Frames },
        [ExploredStrategy.MigratingObject] =
            new(MigratingPlay.Against, trial => new MigratingPlay(trial)) { Frames = MigratingPlay.Frames },
        [ExploredStrategy.Ipath] = new(IpathPlay.Against, trial => new IpathPlay(trial)) { Frames = IpathPlay.Frames },
    };

    /// <summary>The play of a strategy; each has one.</summary>
    public static PlayEntry Of(ExploredStrategy strategy) => Entries[strategy];

    private static PlayEntry Bounced(bool isInProcess, bool isCopy = false) =>
        new(isCopy ? BouncePlay.AgainstCopy : BouncePlay.Against, trial => new BouncePlay(trial, isInProcess, isCopy))
        {
            Frames = BouncePlay.Frames,
        };

    private static PlayEntry Mapped(ExploredStrategy kind) =>
        new(MappedPlay.Against, trial => new MappedPlay(trial, kind)) { Frames = MappedPlay.Frames };
}

/// <summary>A play that can be made for a schedule.</summary>
/// <param name="Adversaries">Those that mean something to it.</param>
/// <param name="New">Makes it.</param>
internal sealed record PlayEntry(Adversaries Adversaries, Func<Trial, IPlay> New)
{
    /// <summary>The frames that its drivers keep for themselves: the machine has so many more.</summary>
    public int Frames { get; init; }
}
