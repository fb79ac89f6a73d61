using Muutostieto.Audit;
using Muutostieto.Hosting;
using Muutostieto.SelfService.Access;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>Records what is fetched in the audit chain, each time.</summary>
public sealed class AuditedDownloads : IDownloadRecord
{
    private const string Form = "package";

    public void Record(Installation work, SelfServiceUser user, FetchedFile file)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(file);
        _ = work.Audit.RecordDownload(AuditedDownload.Of(
            file.Delivery, file.Name, Form, file.Bytes, file.Sha256, new AuditedAsker(user.Id, null, null)));
    }
}
