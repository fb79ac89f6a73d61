namespace Muutostieto.Hosting.Backups;

/// <summary>What a backup holds: <c>backup.json</c>, which is written last. A folder without it is no backup.</summary>
/// <param name="Format">1.</param>
/// <param name="Program">The version of the program that made it.</param>
/// <param name="Made">When; the stores are as of a moment soon after.</param>
/// <param name="Database">The database that register, ledger and chain are in and that is not in the backup; null: they are.</param>
/// <param name="Files">All files but this one, in order of name.</param>
public sealed record BackupManifest(int Format, string Program, DateTimeOffset Made, string? Database, IReadOnlyList<BackupFile> Files)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "backup.json";
}
