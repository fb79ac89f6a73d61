using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Register.Import;

/// <summary>
/// Imports base files (.PTT): each record makes a new person, or replaces the state of the one who has, or had, one of its identity codes.
/// All files together are one transaction; a fault in any line, and nothing of any file is imported.
/// </summary>
/// <param name="catalog">The record layouts.</param>
/// <param name="isMunicipality">
/// Whether a number is a municipality's. A resident of any other would never be delivered to anybody, so such a line is a fault;
/// 000, 198, 199 and 200 (<see cref="ResidenceCode"/>) are no municipality and are not asked about. Null asks nothing.
/// </param>
public sealed class RegisterImport(GroupCatalog catalog, Func<string, bool>? isMunicipality = null)
{
    /// <summary>Imports the files in the order given; of two records about one person the later one counts.</summary>
    /// <exception cref="Records.MuutostietoException">
    /// Usage: a file cannot be read. Error: lines are broken, each named by file and line. TryAgainLater: another program is writing.
    /// The register is as before.
    /// </exception>
    public ImportResult Run(IRegisterWriter writer, IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        var findings = new ImportFindings();
        using var transaction = writer.Begin();
        var counts = new Counts();
        foreach (var path in paths) Import(path, transaction, findings, counts, cancellation);
        if (findings.HasFaults) throw findings.ToException();
        var latest = transaction.LatestKey;
        transaction.Commit();
        return new ImportResult(
            counts.Records, counts.Added, counts.Replaced, counts.Unchanged, latest, findings.NoteCount, findings.Notes);
    }

    private void Import(string path, RegisterTransaction transaction, ImportFindings findings, Counts counts, CancellationToken cancellation)
    {
        using var file = new BaseFileReader(path, catalog, findings);
        using var state = new BaseRecord();
        var record = new Record();
        var seen = new HashSet<long>();
        while (file.Read(record))
        {
            cancellation.ThrowIfCancellationRequested();
            counts.Records++;
            var fault = state.Take(record) ?? Judge(state);
            if (fault is not null) file.Fault(file.Line, fault.Value.Kind, fault.Value.Message);

            // Behind a fault lines are only checked, so that all faults are told at once.
            if (findings.HasFaults) continue;
            var owners = state.Codes.Select(transaction.PersonOf).OfType<long>().Distinct().ToList();
            if (owners.Count > 1)
            {
                file.Fault(file.Line, "two-persons", "its identity codes belong to two persons of the register");
                continue;
            }

            long? known = owners.Count == 1 ? owners[0] : null;
            var person = Enter(transaction, state.ToEntry(known), counts);
            if (!seen.Add(person))
                findings.Add(path, new Finding(Severity.Note, file.Line, "same-person", "an earlier line is about the same person; this one counts"));
        }
    }

    private (string Kind, string Message)? Judge(BaseRecord state) =>
        isMunicipality is not null && ResidenceCode.IsMunicipality(state.Municipality) && !isMunicipality(state.Municipality)
            ? ("municipality", "the municipality of residence (group 204) is not one of Finland's municipalities")
            : null;

    private static long Enter(RegisterTransaction transaction, NewEntry entry, Counts counts)
    {
        var version = entry.Version;
        if (version.PersonId is not { } person)
        {
            counts.Added++;
            return transaction.Append(entry).PersonId;
        }

        // The document says it all, but for former codes that the register has not heard of, which make the document differ too (group 001).
        if (transaction.Current(person)!.Document.Span.SequenceEqual(version.Document.Span))
        {
            counts.Unchanged++;
            return person;
        }

        counts.Replaced++;
        return transaction.Append(entry).PersonId;
    }

    private sealed class Counts
    {
        public long Records { get; set; }

        public long Added { get; set; }

        public long Replaced { get; set; }

        public long Unchanged { get; set; }
    }
}
