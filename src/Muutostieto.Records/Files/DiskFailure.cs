namespace Muutostieto.Records.Files;

/// <summary>Distinguishes failures of the file system from faults of the program.</summary>
public static class DiskFailure
{
    /// <summary>
    /// Whether the error is the file system's. A file that may not grow (a quota on files, FAT's 4 GB) comes from .NET as an argument out
    /// of range that no caller has passed.
    /// </summary>
    public static bool Is(Exception error) =>
        error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value", ActualValue: null };
}
