using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>
/// A file of a delivery, or what is made from it, that leaves through the self-service. Who is in it, the delivery's entry says.
/// </summary>
/// <param name="Permit">The permit's id.</param>
/// <param name="Kind">Of the delivery.</param>
/// <param name="Number">Of the delivery.</param>
/// <param name="File">The name under which it leaves.</param>
/// <param name="Form">What it is: <c>package</c>, the delivered file as it is; or what was made from it, as <c>screen</c>.</param>
/// <param name="Bytes">Its size; of a page on the screen that of its rows.</param>
/// <param name="Sha256">Its SHA-256, 64 lowercase hex digits.</param>
/// <param name="Asker">Who gets it.</param>
public sealed record AuditedDownload(
    string Permit, string Kind, int Number, string File, string Form, long Bytes, string Sha256, AuditedAsker Asker)
{
    /// <summary>The download of a file of a delivery.</summary>
    public static AuditedDownload Of(DeliveryKey delivery, string file, string form, long bytes, string sha256, AuditedAsker asker)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return new AuditedDownload(delivery.Permit, delivery.Kind, delivery.Number, file, form, bytes, sha256, asker);
    }
}
