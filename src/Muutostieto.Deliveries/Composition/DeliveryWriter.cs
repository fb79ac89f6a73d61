using System.Security.Cryptography;
using System.Text;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Composition.Forms;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Buildings;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Files;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// Writes the files of one delivery in one pass over its records: the records in the forms of its terms (<see cref="DeliveryForms"/>),
/// checksums, signature, manifest.
/// </summary>
internal sealed class DeliveryWriter : IExtractSink, IDisposable
{
    private const string Notice =
        "Tietuekuvaukset on koottu julkisista lähteistä; tämä ei ole Digi- ja väestötietoviraston virallinen muoto.";
    private readonly DeliveryContext context;
    private readonly GroupCatalog catalog;
    private readonly DeliveryNames names;
    private readonly string folder;
    private readonly IDiskSync disk;
    private readonly DeliveryAudit? audit;
    private readonly Func<byte[], byte[]>? sign;
    private readonly DisclosureTally tally;
    private readonly List<ManifestFile> files = [];
    private readonly IFormSet forms;
    private readonly DeliveryForms? ofRecords;
    private readonly IComputedTable? table;
    private RecordBatch filling = new();
    private RecordBatch written = new();

    internal DeliveryWriter(
        DeliveryContext context, GroupCatalog catalog, IReadOnlyList<CsvTable> tables, string folder, IDiskSync disk,
        DeliveryAudit? audit, Func<byte[], byte[]>? sign, IComputedTable? table = null, IRowTables? rows = null)
        : this(
            context, catalog, new DeliveryNames(context),
            new DeliveryForms(context, new DeliveryNames(context), tables, folder, disk, table, rows),
            folder, disk, audit, sign)
    {
        this.table = table;
        ofRecords = (DeliveryForms)forms;
    }

    /// <summary>A delivery whose forms are not written record by record; only its persons are counted here.</summary>
    internal DeliveryWriter(
        DeliveryContext context, GroupCatalog catalog, DeliveryNames names, IFormSet forms, string folder, IDiskSync disk,
        DeliveryAudit? audit, Func<byte[], byte[]>? sign)
    {
        this.context = context;
        this.catalog = catalog;
        this.names = names;
        this.forms = forms;
        this.folder = folder;
        this.disk = disk;
        this.audit = audit;
        this.sign = sign;
        tally = new DisclosureTally(catalog);
    }

    /// <summary>How many full records a repair has added, for the manifest.</summary>
    internal long Repaired { get; set; }

    /// <summary>How many values had a control character, for the manifest.</summary>
    internal long Cleaned { get; set; }

    /// <summary>The source's key at the window's end, for the manifest; null for a register that no interface feeds.</summary>
    internal long? SourceTo { get; set; }

    /// <summary>How an extract's sample was drawn, for the manifest; null without one.</summary>
    internal ManifestSample? Sample { get; set; }

    /// <summary>The container to fill next; <see cref="Keep(long)"/> writes it.</summary>
    public DisclosedRecord Next => filling.Next;

    /// <summary>Persons with data in the delivery so far, each counted once.</summary>
    internal long Persons => tally.Persons;

    /// <summary>Notes whose data the forms are given.</summary>
    /// <param name="person">Whose, by the surrogate id.</param>
    /// <param name="record">What of the person.</param>
    internal void Count(long person, DisclosedRecord record) => tally.Add(person, record.Content);

    /// <summary>Takes what was put into <see cref="Next"/> as the delivery's next record.</summary>
    /// <param name="person">Whose it is, by the surrogate id.</param>
    public void Keep(long person)
    {
        tally.Add(person, filling.Next.Content);
        if (table is not null)
        {
            table.Add(filling.Next.Content);
        }
        else
        {
            KeepNext();
        }
    }

    /// <summary>Takes what was put into <see cref="Next"/> as the delivery's next record, which is of a building.</summary>
    public void Keep(IReadOnlyList<NamedPerson> named)
    {
        foreach (var (person, group) in named)
        {
            tally.Add(person, group);
        }

        KeepNext();
    }

    private void KeepNext()
    {
        filling.Keep();
        if (filling.IsFull)
        {
            WriteBatch();
        }
    }

    public void Remove(long person, DisclosedRecord record)
    {
        tally.Add(person, record.Content);
        Remove(record);
    }

    public void Remove(DisclosedRecord record)
    {
        if (!filling.Filled.IsEmpty)
        {
            WriteBatch();
        }

        ofRecords!.Remove(record);
    }

    /// <summary>Finishes the files and makes them durable: data, checksums, signature, manifest.</summary>
    internal ComposedDelivery Complete(long persons, long withheld, CancellationToken cancellation)
    {
        WriteBatch();
        table?.Finish();
        files.AddRange(forms.Complete(cancellation));
        var counts = forms.Counts;
        WriteSmall(
            names.Checksums,
            "sha256",
            Encoding.ASCII.GetBytes(string.Concat(files.Select(file => $"{file.Sha256}  {file.Name}\n"))));
        var entry = audit?.Record(context, tally, files);
        var manifest = NewManifest(persons, counts, entry).ToUtf8();
        var signature = sign?.Invoke(manifest);
        if (signature is not null)
        {
            WriteSmall(names.Signature, "signature", signature);
        }

        WriteSmall(names.Manifest, "manifest", manifest);
        disk.FlushDirectory(folder);
        return new ComposedDelivery(files, persons, forms.Records, counts.Transliterated, counts.Shortened, withheld)
        {
            Audit = entry,
            Signature = signature is null ? null : Encoding.ASCII.GetString(signature),
        };
    }

    public void Dispose() => forms.Dispose();

    private void WriteBatch()
    {
        ofRecords?.Write(filling);
        (filling, written) = (written, filling);
        filling.Clear();
    }

    private void WriteSmall(string name, string form, byte[] content)
    {
        var file = new FormFile(disk, folder, name, form);
        using (file.Stream)
        {
            file.Stream.Write(content);
            files.Add(file.Finish(records: null));
        }
    }

    private Manifest NewManifest(long persons, WriteCounts counts, AuditHead? entry) =>
        new()
        {
            Format = Manifest.CurrentFormat,
            Delivery = new ManifestDelivery
            {
                Permit = context.Terms.Permit,
                Decision = context.Terms.Decision,
                Recipient = context.Terms.Recipient,
                Product = context.Terms.Product,
                Area = context.Terms.Municipalities,
                Kind = context.Kind.WireName(),
                Number = context.Number,
                Predecessor = context.Predecessor,
                Window = new ManifestWindow(context.From, context.To) { SourceTo = SourceTo },
                List = context.List is { } list
                    ? new ManifestList(list.From, list.To, list.UploadedAdditions, list.UploadedRemovals)
                    : null,
                Planned = context.Planned,
                Covers =
                    context.Covers.Count > 1
                        ? [.. context.Covers.Select(occurrence => ManifestTimeConverter.Text(occurrence.Original))]
                        : null,
                Order = context.Terms.Order is { } order
                    ? new ManifestOrder(
                        order.Id, order.Purpose, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order.Text))))
                    {
                        EndCustomer = order.Customer is { } customer ? new ManifestCustomer(customer.BusinessId, customer.Name) : null,
                        SourceLabel = order.Customer is { LabelFi: { } fi, LabelSv: { } sv } ? new ManifestLabel(fi, sv) : null,
                        UseBy = order.Customer?.UseBy,
                        WithoutCodes = order.Customer?.IsLent == true,
                        Sample = Sample,
                        Previous = order.Previous,
                        Update = order.Update is { } update
                            ? new ManifestUpdate(update.Sha256, update.Rows) { Since = update.Since }
                            : null,
                        Target = order.Target,
                        Units = order.Target is null ? null : persons,
                    }
                    : null,
                Repair = context.Terms.Repair is { } municipalities
                    ? new ManifestRepair(municipalities) { Persons = Repaired, Reason = "reconciliation" }
                    : null,
            },
            Files = [.. files],
            Persons = context.Terms.Order?.Target is null ? persons : 0,
            Records = forms.Records,
            CharacterSet = "ISO-8859-1",
            Transliterated = counts.Transliterated,
            Shortened = counts.Shortened,
            Cleaned = Cleaned,
            Layouts = catalog.Digest,
            Audit = entry is null ? null : new ManifestAudit(entry.Sequence, entry.Hash),
            Notice = Notice,
        };
}
