namespace DmaModel.Cli;

/// <summary>How tables are written to standard output.</summary>
internal enum TableFormat
{
    /// <summary>For a terminal, at most 75 columns wide.</summary>
    Text,

    /// <summary>Markdown.</summary>
    Md,

    /// <summary>Comma-separated values, in base units.</summary>
    Csv,

    /// <summary>An array of objects, in base units.</summary>
    Json,
}
