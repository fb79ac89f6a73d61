using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>
/// Every delivery ever planned, and its state (toimitusrekisteri): the only source of "once". Every change is one durable transaction;
/// every step may be repeated after a stop, with the same outcome. Instances on one file may be used by several threads and processes at
/// once. A step that is not legal in the delivery's state, and a repeated step with other facts, end with
/// <see cref="FailureKind.Integrity"/>; a ledger that another process keeps locked ends with <see cref="FailureKind.Transient"/>.
/// </summary>
public interface ILedger : IPersonLists
{
    /// <summary>
    /// The claim that is written under, where several workers share the ledger: higher than that of every earlier claim. Null where one
    /// program at a time writes.
    /// </summary>
    long? Token { get; }

    /// <summary>
    /// Refuses with <see cref="FailureKind.Transient"/> when another worker has taken over what is written under: for steps that the ledger
    /// does not note. Every write refuses it too.
    /// </summary>
    void RequireClaim();

    /// <summary>The claim that a delivery was last written under; null when it was under none.</summary>
    long? TokenOf(long id);

    /// <summary>
    /// Gives the delivery of the plan's occurrence: the one that is there already, unchanged, or a new one with the next number. A change
    /// delivery must continue the chain's <see cref="Head"/>, or begin a chain in the place of that head's: when another one has been
    /// planned in between, <see cref="FailureKind.Transient"/>.
    /// </summary>
    Delivery Plan(DeliveryPlan plan);

    /// <summary>
    /// Keeps record layouts that a delivery is planned with, so that it can be composed again when the configuration has others. Repeated,
    /// nothing changes.
    /// </summary>
    /// <param name="digest">Their SHA-256, as in <see cref="DeliveryPlan.CatalogDigest"/>.</param>
    /// <param name="content">The file <c>groups.json</c>.</param>
    void KeepLayouts(string digest, ReadOnlySpan<byte> content);

    /// <summary>The layouts of a digest; null when none were kept.</summary>
    byte[]? FindLayouts(string digest);

    /// <summary>
    /// The files are durable in the outbox. Repeated (after a recomposition), files, counts, audit entry and signature must be the same.
    /// </summary>
    Delivery MarkComposed(
        long id, IReadOnlyList<DeliveryFile> files, DeliveryCounts counts, DateTimeOffset at,
        AuditHead? audit = null, string? signature = null);

    /// <summary>Keeps how the rows of an update came out. Repeated, they must be the same.</summary>
    void KeepOutcomes(long id, IReadOnlyList<UpdateOutcome> outcomes);

    /// <summary>
    /// Records a customer's file that was uploaded, its id being 0. The same file (permit, name and content) again is the one that is
    /// there, unchanged.
    /// </summary>
    UpdateUpload TakeInUpdate(UpdateUpload upload);

    /// <summary>The customers' files uploaded for a permit, in the order in which they were taken in.</summary>
    IReadOnlyList<UpdateUpload> UpdateUploads(string permit);

    /// <summary>The newest customers' files of these permits together, the newest first.</summary>
    /// <param name="permits">Their ids; without any there are no files.</param>
    /// <param name="most">How many at most.</param>
    IReadOnlyList<UpdateUpload> NewestUpdateUploads(IReadOnlyCollection<string> permits, int most);

    /// <summary>The names of a permit's lists and customers' files that begin so, letters of any size.</summary>
    IReadOnlyList<string> UploadNames(string permit, string beginning);

    /// <summary>
    /// Records that a customer's file has another result, as the one before was withdrawn, or is refused after all. It waits for an answer
    /// again. Repeated with the same result or refusal, nothing changes.
    /// </summary>
    /// <param name="upload">Its id.</param>
    /// <param name="number">Of the result; null when it is refused.</param>
    /// <param name="refusal">Why; null when there is a result.</param>
    /// <param name="at">When.</param>
    UpdateUpload RenewUpdate(long upload, int? number, string? refusal, DateTimeOffset at);

    /// <summary>The newest answer to a customer's file has been published. Repeated, the first time stays.</summary>
    void MarkUpdateAnswered(long upload, DateTimeOffset at);

    /// <summary>How the rows of an update came out, by code and method; empty before it is composed, and for another delivery.</summary>
    IReadOnlyList<UpdateOutcome> OutcomesOf(long id);

    /// <summary>Its files are about to become visible in the drop. Repeated, the first time stays.</summary>
    Delivery MarkPublishing(long id, DateTimeOffset at);

    /// <summary>Clears the mark of <see cref="MarkPublishing"/>: its manifest was never visible in the drop. A delivery recorded as
    /// published keeps it.</summary>
    Delivery ClearPublishing(long id);

    /// <summary>It is in the outbox again and about to be in the drop, from which it had been removed.</summary>
    Delivery MarkComingBack(long id);

    /// <summary>The files are whole in the drop. Repeated, the first time and place stay.</summary>
    Delivery MarkPublished(long id, DateTimeOffset at, string place);

    /// <summary>The recipient has it. Repeated, the first time stays.</summary>
    Delivery MarkReceived(long id, DateTimeOffset at);

    /// <summary>
    /// Records what the recipient did. <see cref="ReceiptSource.Accepted"/> and <see cref="ReceiptSource.ManifestRemoved"/> make the
    /// delivery received, the others change no state. The same sign again changes nothing.
    /// </summary>
    Delivery RecordReceipt(long id, DeliveryReceipt receipt);

    /// <summary>It was published again: its files are in outbox and drop once more, and earlier refusals are answered.</summary>
    Delivery MarkRedelivered(long id, DateTimeOffset at);

    /// <summary>Its files have left the drop, their time being over. Repeated, the first time stays.</summary>
    Delivery MarkDropCleared(long id, DateTimeOffset at);

    /// <summary>Its files have left the outbox, their time being over. Repeated, the first time stays.</summary>
    Delivery MarkOutboxCleared(long id, DateTimeOffset at);

    /// <summary>It was not fetched in time. One that was received meanwhile stays so.</summary>
    Delivery MarkOverdue(long id);

    /// <summary>
    /// Takes a delivery back. What continues it must be withdrawn first, else the chain would break: <see cref="FailureKind.Usage"/>.
    /// The next change delivery then covers its window again. Repeated, the first time and reason stay.
    /// </summary>
    Delivery Withdraw(long id, string reason, DateTimeOffset at);

    /// <summary>
    /// Records that a number was published and its delivery lost: it is withdrawn and its number is not used again, nor is one below it. A
    /// delivery that has the number is withdrawn. Repeated, nothing changes.
    /// </summary>
    Delivery MarkLost(LostNumber lost, DateTimeOffset at);

    /// <summary>
    /// Which database the ledger is in, and which one was accepted last; the first one is accepted without being asked for. Null for a
    /// file, which does not differ from a copy of it.
    /// </summary>
    LedgerOrigin? Origin(DateTimeOffset at);

    /// <summary>Accepts the database as it was found: from here on deliveries are made with it.</summary>
    void Accept(LedgerOrigin origin, DateTimeOffset at);

    Delivery? Find(DeliveryKey key);

    /// <summary>The delivery of an occurrence, withdrawn or not.</summary>
    Delivery? FindOccurrence(string permit, DeliveryKind kind, string occurrence);

    /// <summary>In the order of planning.</summary>
    IReadOnlyList<Delivery> List(DeliveryFilter? filter = null);

    /// <summary>The one of the highest number that is not withdrawn.</summary>
    Delivery? Latest(string permit, DeliveryKind kind);

    /// <summary>The last planned base or change delivery that is not withdrawn: what the next change delivery continues.</summary>
    Delivery? Head(string permit);

    /// <summary>Asks for a repair of municipalities by the permit's next delivery. One that waits already is not asked for again.</summary>
    /// <returns>Everything that waits then.</returns>
    IReadOnlyList<RepairRequest> RequestRepair(string permit, IReadOnlyCollection<string> municipalities, DateTimeOffset at);

    /// <summary>
    /// The repairs that no delivery has taken, or only one that was withdrawn. <see cref="Plan"/> takes those that the plan names, in the
    /// transaction that plans it.
    /// </summary>
    IReadOnlyList<RepairRequest> PendingRepairs(string permit);

    /// <summary>Planned or composed, but not published: what a run finishes first. In the order of planning.</summary>
    IReadOnlyList<Delivery> Unfinished();
}
