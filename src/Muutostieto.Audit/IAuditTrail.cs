using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>
/// Which persons and groups each delivery and each answer of the interface had: a chain of entries that is only ever appended to. For
/// every process and thread at once. What
/// is appended is durable when a member returns.
/// </summary>
public interface IAuditTrail
{
    /// <summary>
    /// Records a delivery once. Recorded before, it must have been the same: then that entry is the answer.
    /// </summary>
    /// <param name="delivery">Which one.</param>
    /// <param name="content">Its persons and groups.</param>
    /// <param name="files">SHA-256 of its files of records, by name.</param>
    /// <param name="expected">The entry that the ledger knows of; null when it knows of none yet.</param>
    /// <exception cref="MuutostietoException">Integrity: the chain says something else of this delivery.</exception>
    AuditHead RecordDelivery(
        AuditedDelivery delivery,
        AuditContent content,
        IReadOnlyDictionary<string, string> files,
        AuditHead? expected);

    /// <summary>Records a query about a person. Must be called before the answer is given: without an entry there is no answer.</summary>
    /// <param name="question">Who asks and why.</param>
    /// <param name="person">The surrogate id; null when the register knows no such person.</param>
    AuditHead RecordQuestion(AuditQuestion question, long? person);

    /// <summary>
    /// Records a file that is published beside the deliveries. Must be called before its first byte leaves; recorded once, however often it
    /// is published.
    /// </summary>
    AuditHead RecordAnswer(AuditedAnswer answer);

    /// <summary>Records that it was counted what an order would get. Must be called before the count is shown.</summary>
    AuditHead RecordPreview(AuditedPreview preview);

    /// <summary>
    /// Records that a file leaves through the self-service, each time. Must be called before its first byte leaves. User and reference are
    /// cleaned of control characters and identity codes, and cut.
    /// </summary>
    AuditHead RecordDownload(AuditedDownload download);

    /// <summary>
    /// Records that deliveries go on with a ledger of an earlier time. Must be called before the ledger says so; the last one again is the
    /// entry that it has.
    /// </summary>
    AuditHead RecordRestore(AuditedRestore restore);

    /// <summary>
    /// Whether the chain has a decision to go on with a ledger of an earlier time, but none that names what anchors of this machine have of
    /// the lost chain: each machine knows its own anchors alone. False when an anchor from after the decision disagrees too.
    /// </summary>
    bool HasLostAnchors();

    /// <summary>
    /// Records a part of an answer of the interface. Must be called before its first byte leaves. Many who record at once share the disk's
    /// work; each has its own entry.
    /// </summary>
    /// <param name="answer">Which part of which call. Its headers are cleaned of control characters and identity codes, and cut.</param>
    /// <param name="user">X-Road-UserId, or null. It is kept with the persons only, and removed with them.</param>
    /// <param name="content">Its persons and groups.</param>
    /// <param name="cancellation">Ends the waiting; the entry may be made all the same.</param>
    Task<AuditHead> RecordDisclosureAsync(
        AuditedInterfaceAnswer answer, string? user, AuditContent content, CancellationToken cancellation);

    /// <summary>
    /// Whether the persons of an entry were removed after their retention time: who was in it can no longer be determined.
    /// </summary>
    bool HasPurged(AuditHead entry);

    /// <summary>Who was in a delivery.</summary>
    /// <param name="delivery">Which one.</param>
    /// <param name="entry">The entry that the ledger knows of.</param>
    /// <exception cref="MuutostietoException">Usage: the persons were removed after their retention time. Integrity: the chain does not
    /// have the entry, or its persons are missing or damaged.</exception>
    AuditedPersons PersonsOf(DeliveryKey delivery, AuditHead entry);

    /// <summary>
    /// Removes the persons of entries that are past their years. Their entries stay, and the chain says that they were removed. Stopped
    /// anywhere, it goes on the next time.
    /// </summary>
    /// <param name="years">How long they are kept, for a delivery from when it was last published.</param>
    /// <param name="ledger">Says when that was.</param>
    /// <returns>How many payload files were removed: one per entry, or one per day of interface answers.</returns>
    int Purge(int years, IAuditWitness ledger);

    /// <summary>Writes the current head of the chain to the day's anchor. Called again on the same day, it replaces the anchor.</summary>
    /// <returns>Null when the chain is empty.</returns>
    AuditHead? WriteAnchor();

    /// <summary>Finds the deliveries and interface answers that hold a record of a person; answers only from what is verified.</summary>
    /// <param name="person">The surrogate id.</param>
    /// <param name="duplicates">The surrogate ids merged into this person.</param>
    /// <param name="before">Only entries before this one: the question itself is no answer.</param>
    /// <param name="ledger">What the chain is compared with; null when there is none.</param>
    AuditAnswer Ask(long person, IReadOnlyList<long> duplicates, long before, IAuditWitness? ledger);

    /// <summary>Begins a verification of the chain, which agrees with itself or has findings.</summary>
    /// <param name="ledger">What the chain is compared with; null when there is none.</param>
    AuditVerifier Verify(IAuditWitness? ledger);
}
