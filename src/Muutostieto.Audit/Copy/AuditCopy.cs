using Muutostieto.Audit.PostgreSql;
using Muutostieto.PostgreSql;
using Muutostieto.PostgreSql.Copy;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit.Copy;

/// <summary>
/// The audit chain as a store that can be copied: all entries, and the persons of those whose persons were not removed. Anchors are files
/// on both sides, and stay.
/// </summary>
/// <param name="folder">The audit folder.</param>
public sealed class AuditCopy(string folder) : IFolderPart
{
    public StoreScripts Database => PostgreSqlAudit.Scripts;

    public IReadOnlyList<string> Tables => [ChainDigest.Chain, ChainDigest.Payload, ChainDigest.Head];

    public IFolderSource OpenSource(IDiskSync disk)
    {
        ArgumentNullException.ThrowIfNull(disk);
        return new ChainToDatabase(disk.Files, folder);
    }

    public IFolderTarget OpenTarget(IDiskSync disk, StoreDatabase database)
    {
        ArgumentNullException.ThrowIfNull(disk);
        return new ChainToFolder(disk, folder, new PostgreSqlArchive(new Lazy<StoreDatabase>(database), disk.Files, folder));
    }
}
