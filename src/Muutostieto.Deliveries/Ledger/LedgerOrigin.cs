namespace Muutostieto.Deliveries.Ledger;

/// <summary>
/// Which database a ledger is in: a restored, loaded or promoted one differs from the one that was accepted last. Of a ledger in a file,
/// the backup that it came from.
/// </summary>
/// <param name="Place">The database, or what shows the backup, for messages.</param>
/// <param name="Accepted">Server, timeline, database and table as accepted last.</param>
/// <param name="Found">The same as they are.</param>
public sealed record LedgerOrigin(string Place, string Accepted, string Found)
{
    /// <summary>When the backup was made, in words; null for a database.</summary>
    public string? Backup { get; init; }

    /// <summary>Whether deliveries that were recorded may be missing.</summary>
    public bool IsAnother => Accepted != Found;
}
