using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;

namespace Muutostieto.Register.Import;

/// <summary>
/// Enters what an interface gave, by the rules of a file's records: who is meant, which orders are kept, what becomes of codes. All of it,
/// and the source's key, come into force together with <see cref="Commit(SourceState, DateTimeOffset?)"/>; disposed of without it, nothing
/// has happened.
/// </summary>
public sealed class FeedImport : IRecordSource, IDisposable
{
    private readonly IRegisterWriter writer;
    private readonly RegisterTransaction transaction;
    private readonly ImportedPerson person;
    private readonly CodeReassignment progress;
    private readonly OrderKeeper orders;
    private readonly PresumedOrders presumed;
    private readonly ChangeImport changes;
    private readonly ImportCounts counts = new();
    private readonly ImportFindings findings = new();
    private readonly StaleCodes stale;
    private readonly IReadOnlyCollection<string>? area;
    private string place = "";
    private long ordersKept;

    /// <param name="writer">The register; disposed of with this.</param>
    /// <param name="catalog">The record layouts.</param>
    /// <param name="isMunicipality">As of <see cref="RegisterImport"/>; null asks nothing.</param>
    /// <param name="area">The municipalities of the scope; null: a list of codes, which then follows its persons' changes of code.</param>
    /// <exception cref="MuutostietoException">Transient: another program is writing.</exception>
    public FeedImport(
        IRegisterWriter writer,
        GroupCatalog catalog,
        Func<string, bool>? isMunicipality = null,
        IReadOnlyCollection<string>? area = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        (this.writer, this.area) = (writer, area);
        try
        {
            transaction = writer.Begin();
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        person = new ImportedPerson(catalog);
        progress = new CodeReassignment(transaction, catalog);
        orders = new OrderKeeper(transaction, catalog);
        presumed = new PresumedOrders(transaction.Source, catalog);
        stale = new StaleCodes(transaction, catalog);
        changes = new ChangeImport(transaction, progress, findings, counts, orders, isMunicipality, presumed);
    }

    /// <summary>How far the register has come with the source; null before the first feed.</summary>
    public SourceState? State => transaction.Source.State;

    /// <summary>What has been entered so far.</summary>
    public FeedCounts Counts => new()
    {
        Added = counts.Added,
        Replaced = counts.Replaced,
        Changed = counts.Changed,
        Unchanged = counts.Unchanged,
        Merged = counts.Merged,
        OrdersKept = ordersKept,
    };

    long IRecordSource.Line => 0;

    /// <summary>
    /// The codes of persons that have to be asked for when no changes are left: see <see cref="Postpone"/>, and those who have become one
    /// with a person that the source masks, as what they are shown as now decides whether they are protected.
    /// </summary>
    public IReadOnlyList<string> Pending => transaction.Source.Pending();

    /// <summary>
    /// Keeps in mind that a change came of a person that the register does not have. It is no whole person, so that it cannot be entered;
    /// the person is to be asked for when no changes are left, under the code that they have by then.
    /// </summary>
    /// <exception cref="MuutostietoException">Fault: its identity codes are none; the message begins with its place.</exception>
    public void Postpone(FeedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Require(record);
        var before = record.Record.Text(HeaderField.IdentityCode);
        transaction.Source.RemovePending(before);
        transaction.Source.AddPending(RecordCodes.Of(record.Record).InForce is [.., var last] ? last : before);
    }

    /// <summary>Forgets a code that has been asked for.</summary>
    public void Settle(string identityCode) => transaction.Source.RemovePending(identityCode);

    /// <summary>Whether the register has a person of the record's codes: a change of any other person cannot be entered.</summary>
    public bool Knows(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return RecordOwner.Of(record, RecordCodes.Of(record), new RegisterCodes(transaction))
            is { Conflict: not null }
                or { Person: not null };
    }

    /// <summary>Enters a record of a person that the register knows, or of a whole person.</summary>
    /// <exception cref="MuutostietoException">Fault: the record cannot be entered; the message begins with its place. The transaction is
    /// of no use any more.</exception>
    public void Apply(FeedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Require(record);
        if (area is not null)
        {
            stale.Release(record.Record, area);
        }

        presumed.Begin(record);
        if (changes.Apply(this, record.Record, person) is not { } id)
        {
            return;
        }

        foreach (var group in record.Kept)
        {
            transaction.Source.Keep(id, group);
        }

        if (presumed.IsInDoubt)
        {
            transaction.Source.AddPending(person.State.IdentityCode);
        }

        if (area is null)
        {
            transaction.Source.AddCode(person.State.IdentityCode);
        }
    }

    /// <summary>Puts a code on the list that the source is asked for, or takes it off.</summary>
    /// <returns>Whether that changed anything.</returns>
    public bool SetListed(string identityCode, bool isListed) =>
        isListed ? transaction.Source.AddCode(identityCode) : transaction.Source.RemoveCode(identityCode);

    /// <summary>Makes everything durable, with how far the register has come.</summary>
    /// <param name="state">The source's key after it.</param>
    /// <param name="newsOf">Of when the source's word is: orders may end by their date from then on. Null: the source has not been heard to
    /// its end.</param>
    /// <returns>The journal's latest key.</returns>
    public JournalKey Commit(SourceState state, DateTimeOffset? newsOf)
    {
        ArgumentNullException.ThrowIfNull(state);
        transaction.Source.Keep(state);
        if (newsOf is not null)
        {
            transaction.KeepImport(newsOf);
        }

        return Commit();
    }

    /// <summary>Makes everything durable; the register has come as far as before.</summary>
    /// <returns>The journal's latest key.</returns>
    public JournalKey Commit()
    {
        var latest = transaction.LatestKey;
        transaction.Commit();
        return latest;
    }

    void IRecordSource.Fault(long line, string kind, string message) => Refuse(kind, message);

    void IRecordSource.Note(long line, string kind, string message) => ordersKept += kind == "order-kept" ? 1 : 0;

    public void Dispose()
    {
        person.Dispose();
        progress.Dispose();
        orders.Dispose();
        stale.Dispose();
        transaction.Dispose();
        writer.Dispose();
    }

    private void Require(FeedRecord record)
    {
        place = record.Place;
        if (RecordCheck.OfChange(record.Record) is { } fault)
        {
            Refuse(fault.Kind, fault.Message);
        }
    }

    private void Refuse(string kind, string message) =>
        throw new MuutostietoException(FailureKind.Fault, $"{place}: {message} ({kind})");
}
