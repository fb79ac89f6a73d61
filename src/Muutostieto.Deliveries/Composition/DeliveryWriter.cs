using System.IO.Abstractions;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Files;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// Writes the files of one delivery in one pass over its records. The CSV package is written by a second thread, a batch behind the
/// fixed-width file, and packed by it; memory is two batches, whatever the number of records.
/// </summary>
internal sealed class DeliveryWriter : IDisposable
{
    private const string Notice =
        "Tietuekuvaukset on koottu julkisista lähteistä; tämä ei ole Digi- ja väestötietoviraston virallinen muoto.";
    private const int FileBuffer = 1 << 17;
    private readonly DeliveryContext context;
    private readonly GroupCatalog catalog;
    private readonly DeliveryNames names;
    private readonly string folder;
    private readonly IDiskSync disk;
    private readonly DeliveryAudit? audit;
    private readonly Func<byte[], byte[]>? sign;
    private readonly DisclosureTally tally;
    private readonly List<ManifestFile> files = [];
    private readonly (FileSystemStream File, HashingStream Hash, FixedFileWriter Writer, FormLines Lines)? fixedFile;
    private readonly (FileSystemStream File, HashingStream Hash, CsvPackageWriter Writer, FormLines Lines)? csvFile;
    private RecordBatch filling = new();
    private RecordBatch written = new();
    private Task csvTask = Task.CompletedTask;

    internal DeliveryWriter(
        DeliveryContext context, GroupCatalog catalog, IReadOnlyList<CsvTable> tables, string folder, IDiskSync disk,
        DeliveryAudit? audit, Func<byte[], byte[]>? sign)
    {
        this.context = context;
        this.catalog = catalog;
        this.folder = folder;
        this.disk = disk;
        this.audit = audit;
        this.sign = sign;
        tally = new DisclosureTally(catalog);
        names = new DeliveryNames(context.Terms.CustomerNumber, context.Terms.RegisterName, context.Kind, context.Number, context.Day);
        if (context.Terms.Formats.Contains("fixed"))
        {
            var (file, hash) = Create(names.Fixed);
            var lines = new FixedFileWriter(hash);
            fixedFile = (file, hash, lines, new FormLines(lines, context.Terms.FixedIsGenuine));
            lines.WriteEnvelope(Envelope.StartLine($"ASIAKAS:{context.Terms.CustomerNumber}", "MUUTOSTIETO", context.Planned));
        }

        if (context.Terms.Formats.Contains("csv"))
        {
            var (file, hash) = Create(names.Csv);
            var package = new CsvPackageWriter(disk.Files, hash, Path.Combine(folder, ".rows"), new CsvPackageOptions
            {
                Tables = tables,
                TablesOnly = true,
                WithPersons = !context.IsOfChanges,
                Name = names.Stem.ToLowerInvariant(),
                Time = context.Planned,
            });
            csvFile = (file, hash, package, new FormLines(package, genuineOnly: false));
        }
    }

    /// <summary>Lines of the form that has all that is delivered; fixed width may have fewer.</summary>
    private long Records => csvFile?.Lines.Lines ?? fixedFile?.Lines.Lines ?? 0;

    /// <summary>How many full records a repair has added, for the manifest.</summary>
    internal long Repaired { get; set; }

    /// <summary>How many values had a control character, for the manifest.</summary>
    internal long Cleaned { get; set; }

    /// <summary>The source's key at the window's end, for the manifest; null for a register that no interface feeds.</summary>
    internal long? SourceTo { get; set; }

    /// <summary>How an extract's sample was drawn, for the manifest; null without one.</summary>
    internal ManifestSample? Sample { get; set; }

    /// <summary>The container to fill next; <see cref="Keep"/> writes it.</summary>
    internal DisclosedRecord Next => filling.Next;

    /// <summary>Takes what was put into <see cref="Next"/> as the delivery's next record.</summary>
    /// <param name="person">Whose it is, by the surrogate id.</param>
    internal void Keep(long person)
    {
        tally.Add(person, filling.Next.Content);
        filling.Keep();
        if (filling.IsFull)
        {
            WriteBatch();
        }
    }

    /// <summary>Finishes the files and makes them durable: data, checksums, signature, manifest.</summary>
    internal ComposedDelivery Complete(long persons, long withheld, CancellationToken cancellation)
    {
        WriteBatch();
        csvTask.GetAwaiter().GetResult();
        if (csvFile is { } unpacked)
        {
            csvTask = Task.Run(() => Pack(unpacked.Writer, unpacked.File, unpacked.Hash, cancellation), CancellationToken.None);
        }

        // While the package is packed, the other file becomes durable.
        WriteCounts counts = default;
        if (fixedFile is { } lines)
        {
            lines.Writer.WriteEnvelope(Envelope.EndLine(lines.Writer.Lines));
            lines.Writer.Complete();
            counts = lines.Writer.Counts;
            Flush(lines.File, lines.Hash);
            files.Add(
                new ManifestFile(names.Fixed, "fixed", lines.Hash.Bytes, lines.Lines.Lines, lines.Hash.Sha256())
                {
                    OwnGroups = context.Terms.FixedIsGenuine ? false : null,
                });
        }

        csvTask.GetAwaiter().GetResult();
        if (csvFile is { } package)
        {
            files.Add(new ManifestFile(names.Csv, "csv", package.Hash.Bytes, package.Lines.Lines, package.Hash.Sha256()));
            package.Writer.Dispose();
        }

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
        return new ComposedDelivery(files, persons, Records, counts.Transliterated, counts.Shortened, withheld)
        {
            Audit = entry,
            Signature = signature is null ? null : Encoding.ASCII.GetString(signature),
        };
    }

    public void Dispose()
    {
        // A composition that broke off: its thread must have let go of the files before they are closed. Its own error is the first one's
        // shadow.
        csvTask
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .Wait();
        fixedFile?.Writer.Dispose();
        csvFile?.Writer.Dispose();
    }

    private void WriteBatch()
    {
        csvTask.GetAwaiter().GetResult();
        var batch = filling;
        if (csvFile is { } package)
        {
            csvTask = Task.Run(() =>
            {
                foreach (var record in batch.Filled)
                {
                    package.Lines.Write(record);
                }
            });
        }

        if (fixedFile is { } lines)
        {
            foreach (var record in batch.Filled)
            {
                lines.Lines.Write(record);
            }
        }

        (filling, written) = (written, filling);
        filling.Clear();
    }

    private (FileSystemStream File, HashingStream Hash) Create(string name)
    {
        var path = Path.Combine(folder, name);
        var file = disk.Files.FileStream.New(path, FileMode.Create, FileAccess.Write, FileShare.None, FileBuffer);
        return (file, new HashingStream(file));
    }

    private void Pack(CsvPackageWriter writer, FileSystemStream file, HashingStream hash, CancellationToken cancellation)
    {
        writer.Complete(cancellation);
        Flush(file, hash);
    }

    private void Flush(FileSystemStream file, HashingStream hash)
    {
        hash.Flush();
        disk.FlushFile(file);
    }

    private void WriteSmall(string name, string form, byte[] content)
    {
        var (file, hash) = Create(name);
        using (hash)
        {
            hash.Write(content);
            Flush(file, hash);
            files.Add(new ManifestFile(name, form, hash.Bytes, null, hash.Sha256()));
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
                    { Sample = Sample }
                    : null,
                Repair = context.Terms.Repair is { } municipalities
                    ? new ManifestRepair(municipalities) { Persons = Repaired, Reason = "reconciliation" }
                    : null,
            },
            Files = [.. files],
            Persons = persons,
            Records = Records,
            CharacterSet = "ISO-8859-1",
            Transliterated = counts.Transliterated,
            Shortened = counts.Shortened,
            Cleaned = Cleaned,
            Layouts = catalog.Digest,
            Audit = entry is null ? null : new ManifestAudit(entry.Sequence, entry.Hash),
            Notice = Notice,
        };
}
