namespace DmaModel.Cli;

/// <summary>What the program says to the shell.</summary>
public static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>Something was found: a claim that does not hold everywhere, results or strategies that differ.</summary>
    public const int Finding = 1;

    /// <summary>What the user wrote is wrong: an option, an experiment or a platform.</summary>
    public const int Usage = 2;

    /// <summary>Some runs failed or are missing, or the results could not be written.</summary>
    public const int Failed = 3;

    /// <summary>Nothing was decided with the runs that were asked for.</summary>
    public const int Inconclusive = 4;

    /// <summary>An invariant of the model broke: the tool is wrong, not the user.</summary>
    public const int Invariant = 70;

    /// <summary>The user interrupted; what was whole has been written.</summary>
    public const int Interrupted = 130;
}
