using System.Security.Cryptography;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Register.Import;

/// <summary>
/// Imports base files (.PTT) and change files (.MTT), all bases before any changes, each by their running numbers (see
/// <see cref="ImportOrder"/>).
/// All files together are one transaction; a fault in any line, and nothing of any file is imported.
/// </summary>
/// <param name="catalog">The record layouts.</param>
/// <param name="isMunicipality">
/// Whether a number is a municipality's. A resident of any other would never be delivered, so such a line is a fault;
/// 000, 198, 199 and 200 (<see cref="ResidenceCode"/>) are no municipality and are not asked about. Null asks nothing.
/// </param>
/// <param name="onNote">Called with every note and every fault as it is seen, also those that the result or the exception has no room for;
/// null for none.</param>
/// <param name="clock">Says when an import succeeded; the system's clock when left out.</param>
public sealed class RegisterImport(
    GroupCatalog catalog,
    Func<string, bool>? isMunicipality = null,
    Action<ImportNote>? onNote = null,
    TimeProvider? clock = null)
{
    /// <summary>
    /// Whether a file is refused for what a check of it calls a fault. Default false: each is a note, and the records are imported as they
    /// came.
    /// </summary>
    public bool RefusesFaults { get; init; }

    /// <summary>The layouts of buildings, of which files come in JSON and CSV; null: no such files are taken.</summary>
    public GroupCatalog? Buildings { get; init; }

    /// <summary>
    /// Imports the files; one that was imported before is passed over: a base would undo what change files have brought since, and each
    /// record of a change file is an entry, whatever it changes. It is one of the same content, unless its running number is new. Change
    /// files without a running number come before the others, in the order given. Of two base records about one person, whose code in force
    /// is the same, the later one counts.
    /// </summary>
    /// <exception cref="Records.MuutostietoException">
    /// Usage: a file cannot be read. Fault: lines are broken, each named by file and line. Transient: another program is writing.
    /// The register is as before.
    /// </exception>
    public ImportResult Run(IRegisterWriter writer, IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        var findings = new ImportFindings(onNote);
        var counts = new ImportCounts();
        using var transaction = writer.Begin();
        using var person = new ImportedPerson(catalog);
        using var progress = new CodeReassignment(transaction, catalog);
        using var orders = new OrderKeeper(transaction, catalog);
        var bases = new BaseImport(transaction, progress, findings, counts, orders, isMunicipality);
        var changes = new ChangeImport(transaction, progress, findings, counts, orders, isMunicipality);
        var isFresh = false;
        foreach (var path in ImportOrder.Of([.. paths.Where(path => !IsOfBuildings(path))], transaction.PositionOf))
        {
            using var file = new RecordFileReader(path, catalog, findings, RefusesFaults);
            var sha256 = HashOf(path);
            var number = NumberOf(path, transaction);
            var isKnown = transaction.HasImported(sha256) && number is not FileNumber.New;
            isFresh |= !isKnown;
            if (isKnown)
            {
                file.Note(1, "imported-before", "a file of this content has been imported before; it is passed over");
                continue;
            }

            if (!ImportOrder.IsChanges(path))
            {
                bases.Import(file, person, cancellation);
                transaction.KeepImported(sha256);
                if (ImportOrder.NumberOf(path) is { } of)
                {
                    transaction.ForgetMissing(of.Series);
                }

                continue;
            }

            if (number == FileNumber.Known)
            {
                file.Fault(
                    0,
                    "number-again",
                    "the register has a change file of this running number, or a base after it, and this one has other content: it would "
                        + "overwrite newer data. Request a new base from the source");
            }

            changes.Import(file, person, cancellation);
            if (!transaction.HasImported(sha256))
            {
                transaction.KeepImported(sha256);
            }

            if (ImportOrder.NumberOf(path) is var (series, running))
            {
                transaction.KeepNumber(series, running);
            }
        }

        var hasNewBuildings = ImportBuildings(paths, transaction, findings, counts, cancellation);
        if (findings.HasFaults)
        {
            throw findings.ToException();
        }

        if (isFresh)
        {
            transaction.KeepImport((clock ?? TimeProvider.System).GetUtcNow());
        }

        var latest = transaction.LatestKey;
        transaction.Commit();
        return new ImportResult(counts.Records, counts.Added, counts.Replaced, counts.Unchanged, latest, findings.NoteCount, findings.Notes)
        {
            Changed = counts.Changed,
            Skipped = counts.Skipped,
            Merged = counts.Merged,
            Held = counts.Held,
            Buildings = counts.Buildings,
            IsFresh = isFresh || hasNewBuildings,
        };
    }

    private bool IsOfBuildings(string path) => Buildings is not null && BuildingImport.Is(path);

    /// <summary>
    /// Files of buildings come after those of persons, in the order given, so that owners are known. They say nothing of non-disclosure
    /// orders: for those they are no import.
    /// </summary>
    /// <returns>Whether any had not been imported before.</returns>
    private bool ImportBuildings(
        IReadOnlyList<string> paths,
        RegisterTransaction transaction,
        ImportFindings findings,
        ImportCounts counts,
        CancellationToken cancellation)
    {
        var isFresh = false;
        foreach (var path in paths.Where(IsOfBuildings))
        {
            using var buildings = new BuildingImport(transaction, Buildings!, findings, counts);
            var sha256 = HashOf(path);
            if (transaction.HasImported(sha256))
            {
                const string before = "a file of this content has been imported before; it is passed over";
                findings.Add(path, new Finding(Severity.Note, 1, "imported-before", before));
                continue;
            }

            buildings.Import(path, cancellation);
            transaction.KeepImported(sha256);
            isFresh = true;
        }

        return isFresh;
    }

    private static FileNumber NumberOf(string path, RegisterTransaction transaction) =>
        !ImportOrder.IsChanges(path)
            || ImportOrder.NumberOf(path) is not var (series, number)
            || transaction.PositionOf(series) is not { } position ? FileNumber.None
        : position.HasImported(number) ? FileNumber.Known
        : FileNumber.New;

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
