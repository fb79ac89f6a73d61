namespace Muutostieto.Hosting.Backups;

/// <summary>A file of a backup.</summary>
/// <param name="Name">Its path in the backup, with forward slashes: <c>data/ledger.db</c>, <c>config/permits/a.json</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">64 lowercase hex digits.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);
