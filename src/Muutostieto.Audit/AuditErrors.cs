using Muutostieto.Records;

namespace Muutostieto.Audit;

/// <summary>The failures of the audit chain, said to the user.</summary>
internal static class AuditErrors
{
    internal static MuutostietoException NumberTaken(AuditedDelivery delivery, AuditEntry known) =>
        new(
            FailureKind.Integrity,
            $"delivery {delivery.Title}: the audit chain (entry {known.Sequence}) has another one of this number, planned "
                + $"{known.Delivery!.Planned:yyyy-MM-dd HH:mm}: the ledger is older than the audit. "
                + "Nothing was delivered. Restore the ledger of the same night, or withdraw this delivery: the next one takes the next "
                + "number.");

    internal static MuutostietoException OtherContent(AuditedDelivery delivery, AuditEntry known) =>
        new(
            FailureKind.Integrity,
            $"delivery {delivery.Title}: its persons, groups or files are not those that the audit chain (entry {known.Sequence}) has of "
                + "it. Nothing was delivered. "
                + "Restore the register that it was composed from, or withdraw this delivery.");

    internal static MuutostietoException OtherEntry(AuditedDelivery delivery, AuditHead expected) => new(
        FailureKind.Integrity,
        $"delivery {delivery.Title}: the ledger knows it as entry {expected.Sequence} of the audit chain, which is another one or missing. "
        + "Nothing was delivered. Find out what happened to the chain.")
    { Remedy = new VerifyChain() };
}
