namespace Muutostieto.Cli.CommandLine;

/// <summary>
/// How a command ended, as the calling shell, scheduler or supervisor sees it. A written contract: values are never reused.
/// </summary>
internal enum ExitCode
{
    /// <summary>Done, or nothing was due.</summary>
    Done = 0,

    /// <summary>An error that is neither the user's nor passing.</summary>
    Error = 1,

    /// <summary>The command line or the configuration is wrong; nothing was done.</summary>
    Usage = 2,

    /// <summary>Some permits failed, the others were served.</summary>
    SomePermitsFailed = 3,

    /// <summary>A passing obstacle (drop unreachable, register locked): run again later.</summary>
    TryAgainLater = 5,

    /// <summary>A recipient has not fetched a delivery in time, or the register's feed needs attention.</summary>
    Overdue = 6,

    /// <summary>Something recorded and something found do not agree.</summary>
    Integrity = 12,

    /// <summary>Stopped by Ctrl+C, as shells count it: 128 and the number of the signal.</summary>
    Interrupted = 130,
}
