using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>The failures of the audit chain, said to the user.</summary>
internal static class AuditErrors
{
    internal static MuutostietoException NoEntry(string path) => new(
        FailureKind.Integrity,
        $"{path}: its last line is no entry, and nothing can be appended to it. Keep a copy, verify the chain, and restore the audit "
            + "folder from a backup.")
    { Remedy = new VerifyChain() };

    internal static MuutostietoException NoEnd(string place) => new(
        FailureKind.Integrity,
        $"{place}: the last line of the audit chain is not the entry that audit.head names, and nothing can be appended to it. Keep a "
            + "copy, verify the chain, and restore the database from a backup.")
    { Remedy = new VerifyChain() };

    internal static MuutostietoException NotAsFound(string place, long sequence) => new(
        FailureKind.Integrity,
        $"{place}: row {sequence} of audit.chain says something else than its line. Keep a copy, verify the chain, and restore the "
            + "database from a backup.")
    { Remedy = new VerifyChain() };

    internal static MuutostietoException NotCopied(string place, AuditFinding first, int findings) => new(
        FailureKind.Integrity,
        $"{place}: the audit chain is damaged, and nothing was copied. {first}"
            + (findings > 1 ? FormattableString.Invariant($" ({findings} findings in all)") : "")
            + ". Keep a copy, verify the chain, restore it from a backup, and copy again.")
    { Remedy = new VerifyChain() };

    internal static MuutostietoException Exists(string path) => new(
        FailureKind.Usage,
        $"{path}: an audit chain is there already, and a copy overwrites nothing. Nothing was copied. Move chain.jsonl, head.json, "
            + "index.jsonl, segments and persons out of the audit folder and keep them; leave its anchors.");

    internal static MuutostietoException ChainInFiles(string place, string folder) => new(
        FailureKind.Usage,
        $"{folder}: an audit chain is in files there, and the settings keep it in {place}, which has none. Nothing was recorded. Correct "
            + "the settings (Store), or move the folder's chain to another place and keep it: a new one then begins in the database.");

    internal static MuutostietoException NotRecorded(string folder, Exception failure) => new(
        FailureKind.Transient,
        $"{folder}: an answer of the interface could not be recorded, and was not given ({failure.Message}). Check the disk, its free "
            + "space and the rights of the folder.",
        failure);

    internal static MuutostietoException Shorter(string folder, long recorded) => new(
        FailureKind.Integrity,
        $"{folder}: entry {recorded} of the audit chain was recorded by this process and is there no more; no answer is given. Is "
            + "another disk or database in its place, or a replica that was behind? If an older audit was restored on purpose, restart "
            + "the service.")
    { Remedy = new VerifyChain() };

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

    internal static MuutostietoException NoPersons(DeliveryKey delivery, string why) => new(
        FailureKind.Integrity,
        $"delivery {delivery}: the audit chain {why}, so who was in it is not known. Nothing was delivered. Restore the audit.")
    { Remedy = new VerifyChain() };

    internal static MuutostietoException PersonsPurged(DeliveryKey delivery) => new(
        FailureKind.Usage,
        $"delivery {delivery}: who was in it is not known any more: the persons were removed from the audit, their years being over. "
            + "Nothing was delivered. Name their identity codes in a list, or leave the delivery out.");

    internal static MuutostietoException OtherEntry(AuditedDelivery delivery, AuditHead expected) => new(
        FailureKind.Integrity,
        $"delivery {delivery.Title}: the ledger knows it as entry {expected.Sequence} of the audit chain, which is another one or missing. "
        + "Nothing was delivered. Find out what happened to the chain.")
    { Remedy = new VerifyChain() };
}
