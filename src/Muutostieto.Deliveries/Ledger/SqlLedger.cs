using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Ledger;

/// <summary>A ledger in a database: each step is one transaction of a <see cref="LedgerSession"/>.</summary>
public abstract class SqlLedger : ILedger, IDisposable
{
    private protected SqlLedger()
    {
    }

    public virtual long? Token => null;

    public virtual void RequireClaim()
    {
    }

    public virtual long? TokenOf(long id) => null;

    public Delivery Plan(DeliveryPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if ((plan.Kind == DeliveryKind.Changes) != (plan.Window.From is not null)
            || (plan.Kind != DeliveryKind.Changes && plan.Predecessor is not null))
        {
            throw new ArgumentException(
                "Base and extract have neither a window's beginning nor a predecessor, a change delivery has a window's beginning.",
                nameof(plan));
        }

        return Write(session => session.Plan(plan));
    }

    public void KeepLayouts(string digest, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Do(session => session.KeepLayouts(digest, bytes));
    }

    public byte[]? FindLayouts(string digest) => Read(session => session.FindLayouts(digest));

    public Delivery MarkComposed(
        long id, IReadOnlyList<DeliveryFile> files, DeliveryCounts counts, DateTimeOffset at,
        AuditHead? audit = null, string? signature = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(counts);
        return files.Count(file => file.Name.EndsWith(".json", StringComparison.Ordinal)) == 1
            ? Write(session => session.MarkComposed(id, files, counts, at, audit, signature))
            : throw new ArgumentException("A delivery has one manifest, whose name ends .json.", nameof(files));
    }

    public void KeepOutcomes(long id, IReadOnlyList<UpdateOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        Do(session => session.KeepOutcomes(id, outcomes));
    }

    public UpdateUpload TakeInUpdate(UpdateUpload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return Write(session => session.TakeInUpdate(upload));
    }

    public IReadOnlyList<UpdateUpload> UpdateUploads(string permit) => Read(session => session.UpdateUploads(permit));

    public IReadOnlyList<UpdateUpload> NewestUpdateUploads(IReadOnlyCollection<string> permits, int most)
    {
        ArgumentNullException.ThrowIfNull(permits);
        return permits.Count == 0 ? [] : Read(session => session.NewestUpdateUploads(permits, most));
    }

    public IReadOnlyList<string> UploadNames(string permit, string beginning)
    {
        ArgumentNullException.ThrowIfNull(beginning);
        return Read(session => session.UploadNames(permit, beginning));
    }

    public UpdateUpload RenewUpdate(long upload, int? number, string? refusal, DateTimeOffset at) =>
        Write(session => session.RenewUpdate(upload, number, refusal, at));

    public void MarkUpdateAnswered(long upload, DateTimeOffset at) => Do(session => session.MarkUpdateAnswered(upload, at));

    public IReadOnlyList<UpdateOutcome> OutcomesOf(long id) => Read(session => session.OutcomesOf(id));

    public Delivery MarkPublishing(long id, DateTimeOffset at) => Write(session => session.MarkPublishing(id, at));

    public Delivery ClearPublishing(long id) => Write(session => session.ClearPublishing(id));

    public Delivery MarkComingBack(long id) => Write(session => session.MarkComingBack(id));

    public Delivery MarkPublished(long id, DateTimeOffset at, string place) => Write(session => session.MarkPublished(id, at, place));

    public Delivery MarkReceived(long id, DateTimeOffset at) => Write(session => session.MarkReceived(id, at));

    public Delivery RecordReceipt(long id, DeliveryReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return Write(session => session.RecordReceipt(id, receipt));
    }

    public Delivery MarkRedelivered(long id, DateTimeOffset at) => Write(session => session.MarkRedelivered(id, at));

    public Delivery MarkDropCleared(long id, DateTimeOffset at) => Write(session => session.MarkDropCleared(id, at));

    public Delivery MarkOutboxCleared(long id, DateTimeOffset at) => Write(session => session.MarkOutboxCleared(id, at));

    public Delivery MarkOverdue(long id) => Write(session => session.MarkOverdue(id));

    public Delivery Withdraw(long id, string reason, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return Write(session => session.Withdraw(id, reason, at));
    }

    public Delivery? Find(DeliveryKey key) => Read(session => session.Find(key));

    public Delivery? FindOccurrence(string permit, DeliveryKind kind, string occurrence) =>
        Read(session => session.FindOccurrence(permit, kind, occurrence));

    public IReadOnlyList<Delivery> List(DeliveryFilter? filter = null) => Read(session => session.List(filter));

    public Delivery? Latest(string permit, DeliveryKind kind) => Read(session => session.Latest(permit, kind));

    public Delivery? Head(string permit) => Read(session => session.Head(permit));

    public IReadOnlyList<RepairRequest> RequestRepair(string permit, IReadOnlyCollection<string> municipalities, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(municipalities);
        return Write(session => session.RequestRepair(permit, municipalities, at));
    }

    public IReadOnlyList<RepairRequest> PendingRepairs(string permit) => Read(session => session.PendingRepairs(permit));

    public Delivery MarkLost(LostNumber lost, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(lost);
        return Write(session => session.MarkLost(lost, at));
    }

    public virtual LedgerOrigin? Origin(DateTimeOffset at) => null;

    public virtual void Accept(LedgerOrigin origin, DateTimeOffset at)
    {
    }

    public IReadOnlyList<Delivery> Unfinished() => Read(session => session.Unfinished());

    public ListUpload TakeIn(NewListUpload upload, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return Write(session => session.TakeIn(upload, at));
    }

    public void MarkAnswered(long upload, DateTimeOffset at) => Do(session => session.MarkAnswered(upload, at));

    public long ListPosition(string permit) => Read(session => session.ListPosition(permit));

    public IReadOnlySet<long> ListMembers(string permit, long position) => Read(session => session.ListMembers(permit, position));

    public IReadOnlyList<ListChange> ListChanges(string permit, long from, long to) =>
        Read(session => session.ListChanges(permit, from, to));

    public IReadOnlyList<ListUpload> ListUploads(string permit) => Read(session => session.ListUploads(permit));

    public IReadOnlyList<ListUpload> NewestListUploads(IReadOnlyCollection<string> permits, int most, int refusedLength)
    {
        ArgumentNullException.ThrowIfNull(permits);
        return permits.Count == 0 ? [] : Read(session => session.NewestListUploads(permits, most, refusedLength));
    }

    public abstract void Dispose();

    /// <summary>A transaction that sees one state of the ledger and changes nothing.</summary>
    private protected abstract T Read<T>(Func<LedgerSession, T> work);

    /// <summary>A transaction beside which nothing else writes: what was read still holds at the write.</summary>
    private protected abstract T Write<T>(Func<LedgerSession, T> work);

    private void Do(Action<LedgerSession> work) =>
        _ = Write(session =>
        {
            work(session);
            return true;
        });
}
