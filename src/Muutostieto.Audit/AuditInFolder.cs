using System.IO.Abstractions;
using Muutostieto.Audit.Files;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>An audit trail in the files of its folder.</summary>
/// <param name="Folder">The audit folder.</param>
public sealed record AuditInFolder(string Folder) : AuditPlace(Folder)
{
    public override string Name => Folder;

    public override IAuditTrail Open(TimeProvider clock, IDiskSync disk) => new AuditStore(Folder, clock, disk);

    public override AuditReader OpenReader(IFileSystem files) => new(files, Folder);

    public override bool HasDelivery(IFileSystem files) => new FolderArchive(files, Folder).HasDelivery();
}
