using Muutostieto.Records;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Register.Import;

/// <summary>Enters a file of records about buildings: JSON lines (.json, .jsonl) or a CSV package (.zip).</summary>
internal sealed class BuildingImport(
    RegisterTransaction transaction, GroupCatalog catalog, ImportFindings findings, ImportCounts counts) : IDisposable
{
    private readonly BuildingChange change = new(catalog);
    private readonly BuildingNoticeCheck check = new();

    /// <summary>Whether a file is one of buildings; files of persons are fixed-width ones.</summary>
    public static bool Is(string path) =>
        IsZip(path)
        || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    public void Import(string path, CancellationToken cancellation)
    {
        using var source = Open(path);
        var record = new Record();
        while (Read(source, record, path))
        {
            cancellation.ThrowIfCancellationRequested();
            counts.Records++;
            try
            {
                Enter(record, path, source.Line);
            }
            catch (FormatException error)
            {
                findings.Add(path, new Finding(Severity.Fault, source.Line, "building", error.Message));
            }
            catch (Exception error) when (error is MuutostietoException { Kind: FailureKind.Integrity } or ArgumentException)
            {
                findings.Add(path, new Finding(Severity.Fault, source.Line, "building", Refused(error)));
            }
        }
    }

    public void Dispose() => change.Dispose();

    private void Enter(Record record, string path, long line)
    {
        var code = record.Text(HeaderField.IdentityCode);
        if (code.Length != BuildingCode.Length)
        {
            throw new FormatException("the record has no building code of 10 characters");
        }

        if (Enumerable.Range(0, record.GroupCount).Select(record.Spec).FirstOrDefault(spec => spec.IsComputed) is { } computed)
        {
            throw new FormatException($"the group {computed.Code} is put together when data are delivered; no file brings it");
        }

        if (!BuildingCode.TryParse(code, out _))
        {
            Note(path, line, "building-code", "a building code with a wrong check character");
        }

        var isNew = record.Type == RecordType.New;
        var isKnown = transaction.Buildings.FindId(code) is not null;
        if (!isNew && !isKnown)
        {
            counts.Skipped++;
            Note(path, line, "no-building", "a change of a building that the register does not have; it is passed over");
            return;
        }

        foreach (var id in isNew ? check.Run(record, isNew: false) : [])
        {
            Note(path, line, id, "does not pass this check of building notices; it is entered as it came");
        }

        if (isNew && isKnown && change.IsUnchanged(transaction, record))
        {
            counts.Unchanged++;
            return;
        }

        change.Enter(transaction, record);
        counts.Buildings++;
    }

    private void Note(string path, long line, string kind, string message) =>
        findings.Add(path, new Finding(Severity.Note, line, kind, message));

    private static string Refused(Exception error) => error is ArgumentException
        ? "a code, a municipality or the dwellings are malformed; each dwelling has a huoneistotunnus and a place of its own"
        : "one of its codes is another building's";

    private static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private Records.Model.IRecordSource Open(string path)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return IsZip(path) ? new CsvPackageReader(stream, catalog) : new JsonLinesReader(stream, catalog);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: the file to be imported cannot be read ({failure.Message}). Nothing was imported.",
                failure);
        }
        catch (MuutostietoException failure)
        {
            throw new MuutostietoException(failure.Kind, $"{path}: {failure.Message} Nothing was imported.", failure);
        }
    }

    private static bool Read(Records.Model.IRecordSource source, Record record, string path)
    {
        try
        {
            return source.Read(record);
        }
        catch (MuutostietoException failure)
        {
            throw new MuutostietoException(failure.Kind, $"{path}: {failure.Message}. Nothing was imported.", failure);
        }
    }
}
