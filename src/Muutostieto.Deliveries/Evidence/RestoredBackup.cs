namespace Muutostieto.Deliveries.Evidence;

/// <summary>That the stores were restored from a backup, and how deliveries go on was not decided yet.</summary>
/// <param name="Backup">When the backup was made.</param>
/// <param name="Restored">When it was restored.</param>
internal sealed record RestoredBackup(DateTimeOffset Backup, DateTimeOffset Restored);
