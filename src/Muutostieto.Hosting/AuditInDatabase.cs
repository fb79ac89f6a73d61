using System.IO.Abstractions;
using Muutostieto.Audit;
using Muutostieto.Audit.PostgreSql;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting;

/// <summary>An audit trail in a PostgreSQL database, with its anchors in the audit folder.</summary>
/// <param name="Folder">The audit folder.</param>
/// <param name="Store">The database.</param>
internal sealed record AuditInDatabase(string Folder, StoreSettings Store) : AuditPlace(Folder)
{
    public override string Name => Database.Place;

    private PostgreSqlAudit Database => new(Store.ReadConnection, Folder);

    public override IAuditTrail Open(TimeProvider clock, IDiskSync disk) => Database.Open(clock, disk);

    public override AuditReader OpenReader(IFileSystem files) => Database.OpenReader(files);

    public override bool HasDelivery(IFileSystem files) => Database.HasDelivery(files);
}
