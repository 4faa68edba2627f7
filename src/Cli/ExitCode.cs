namespace DmaModel.Cli;

/// <summary>What the program says to the shell.</summary>
public static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>What the user wrote is wrong: an option, an experiment or a platform.</summary>
    public const int Usage = 2;

    /// <summary>Some runs failed, or the results could not be written.</summary>
    public const int Failed = 3;

    /// <summary>An invariant of the model broke: the tool is wrong, not the user.</summary>
    public const int Invariant = 70;

    /// <summary>The user interrupted; what was whole has been written.</summary>
    public const int Interrupted = 130;
}
