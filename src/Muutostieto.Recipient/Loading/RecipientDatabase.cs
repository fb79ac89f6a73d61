using Muutostieto.Recipient.Loading.Chain;
using Muutostieto.Recipient.Loading.Lists;
using Muutostieto.Recipient.Loading.People;
using Muutostieto.Recipient.Loading.Sqlite;
using Muutostieto.Recipient.Loading.Tables;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Manifests;
using Muutostieto.Records.Model;
using Muutostieto.Records.Reconciliation;
using Muutostieto.Sqlite;

namespace Muutostieto.Recipient.Loading;

/// <summary>The recipient's database. A delivery and its row in deliveries come in one transaction, so that it is always at the end of a
/// delivery.</summary>
internal sealed class RecipientDatabase : IDisposable
{
    private const int MaxShrinkPercent = 20;
    private readonly SqliteDatabase connection;
    private readonly GroupCatalog catalog;
    private readonly GroupTables groups;
    private readonly PersonTable persons;

    private RecipientDatabase(SqliteDatabase connection, string path, GroupCatalog catalog)
    {
        this.connection = connection;
        this.catalog = catalog;
        groups = new GroupTables(catalog);
        DatabaseSchema.Ensure(connection, path, catalog, groups);
        groups.Prepare(connection);
        persons = new PersonTable(connection);
        Deliveries = new DeliveryTable(connection);
    }

    internal DeliveryTable Deliveries { get; }

    /// <summary>Whether anybody is in it.</summary>
    internal bool HasPersons => connection.Number("SELECT EXISTS (SELECT 1 FROM persons)") != 0;

    internal long Residents => connection.Number($"SELECT count(*) FROM persons p WHERE {AreResidents}");

    /// <summary>Who of the rows p of persons are living residents of the area.</summary>
    private string AreResidents =>
        $"p.in_area = 1 AND NOT EXISTS (SELECT 1 FROM \"{catalog.Newest("013")!.Name}\" d WHERE d.person_id = p.id)";

    internal static RecipientDatabase Open(string path, GroupCatalog catalog)
    {
        var connection = RecipientConnection.Open(path);
        try
        {
            return new RecipientDatabase(connection, path, catalog);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Applies a delivery.</summary>
    /// <param name="delivery">Which.</param>
    /// <param name="path">Its file of records.</param>
    /// <param name="entry">What the manifest says of the file.</param>
    /// <param name="lists">What the recipient has sent of its own list, where the permit has one.</param>
    /// <param name="isAccepted">Whether a base is taken however few residents it leaves.</param>
    /// <param name="after">Key of the delivery that it was found to follow; null for none.</param>
    /// <param name="loadedAt">The time of its row.</param>
    /// <param name="onProgress">Called every <see cref="FileProgress.Step"/> records.</param>
    /// <param name="cancellation">Stops between two records; nothing of the delivery stays.</param>
    /// <exception cref="MuutostietoException">It cannot be applied; the database is as it was.</exception>
    internal LoadCounts Apply(
        FoundDelivery delivery,
        string path,
        ManifestFile entry,
        SentLists lists,
        bool isAccepted,
        long? after,
        string loadedAt,
        Action<FileProgress>? onProgress,
        CancellationToken cancellation)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            if (Deliveries.Loaded().LastOrDefault()?.Id != after)
            {
                throw new MuutostietoException(FailureKind.Transient, "another program has loaded into the database meanwhile. Run again.");
            }

            var before = delivery.IsBase && !isAccepted ? Residents : 0;
            var counts = ApplyInTransaction(delivery, path, entry, lists, loadedAt, onProgress, cancellation);
            if (before > 0)
            {
                RequireResidents(delivery, before, Residents);
            }

            connection.Execute("COMMIT");
            return counts;
        }
        catch
        {
            connection.RollBack();
            throw;
        }
    }

    /// <summary>Adds every living resident, all groups in force.</summary>
    /// <param name="digests">Takes them.</param>
    /// <param name="onProgress">Called every <see cref="FileProgress.Step"/> residents.</param>
    /// <param name="cancellation">Breaks off.</param>
    internal void AddResidents(ResidentDigests digests, Action<long>? onProgress, CancellationToken cancellation)
    {
        connection.Execute("BEGIN");
        try
        {
            var codes = groups.CodesWithRows(connection);
            var state = new Record();
            var seen = 0L;
            using var select = connection.Prepare($"SELECT p.id, p.hetu FROM persons p WHERE {AreResidents} ORDER BY p.id");
            while (select.Step())
            {
                state.Clear();
                state.Set(HeaderField.IdentityCode, select.Bytes(1));
                groups.Read(select.Number(0), codes, state);
                digests.Add(state);
                if (++seen % FileProgress.Step == 0)
                {
                    onProgress?.Invoke(seen);
                    cancellation.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            connection.RollBack();
        }
    }

    public void Dispose()
    {
        groups.Dispose();
        persons.Dispose();
        connection.Dispose();
    }

    private LoadCounts ApplyInTransaction(
        FoundDelivery delivery,
        string path,
        ManifestFile entry,
        SentLists lists,
        string loadedAt,
        Action<FileProgress>? onProgress,
        CancellationToken cancellation)
    {
        var known = Deliveries.Area();
        var area = delivery.Identity.Area ?? (delivery.IsBase ? null : known);
        var id = Deliveries.Insert(delivery, entry.HasAllGroups, loadedAt);
        if (delivery.IsBase)
        {
            StartOver();
        }
        else if (known is not null && area is not null && !known.ToHashSet().SetEquals(area))
        {
            SetArea(area);
        }

        // Before the records: a code means what it meant when the list was sent.
        var (lines, removals) = lists.CoveredBy(delivery.Identity);
        var takenOff = new TakenOff(persons, groups).Remove(lines);
        var applier = new RecordApplier(persons, groups, id, delivery.IsBase, area, isList: delivery.Identity.List is not null);
        using var file = OfTheDelivery(() => RecordFile.Open(path, catalog));
        var records = new JoinedRecords(file);
        var reported = FileProgress.Step;
        while (OfTheDelivery(records.Read))
        {
            applier.Apply(records.Current, records.Lines, () => $"{file.Name}: line {records.Line}");
            if (applier.Counts.Records >= reported)
            {
                onProgress?.Invoke(new FileProgress(file.Name, applier.Counts.Records, file.Share));
                cancellation.ThrowIfCancellationRequested();
                reported += FileProgress.Step;
            }
        }

        if (entry.Records is { } count && count != applier.Counts.Records)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{file.Name}: {applier.Counts.Records} records, {count} expected by the manifest. Ask the sender for the delivery again.");
        }

        if (delivery.IsBase)
        {
            RemoveOthers(id);
            applier.Finish();
        }
        else if (delivery.Identity.Repair is { } repair)
        {
            RemoveUnmentioned(id, applier, area ?? applier.Area, repair.Municipalities);
        }

        Deliveries.SetRecords(id, applier.Counts.Records);
        Deliveries.SetMeta(delivery.Identity, catalog.Digest, area ?? applier.Area);
        return applier.Counts with
        {
            TakenOff = takenOff,
            UnknownRemovals = Math.Max(0, (delivery.Identity.List?.Removed ?? 0) - removals),
        };
    }

    /// <summary>An empty base, or one with far fewer residents, is usually a mistake. A recipient's own list may shrink, but not become
    /// empty.</summary>
    private static void RequireResidents(FoundDelivery delivery, long before, long after)
    {
        if (after == 0 || (delivery.Identity.List is null && after * 100 < before * (100 - MaxShrinkPercent)))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{delivery.Shown}: of {before} resident{(before == 1 ? "" : "s")} in the database, {after} would be "
                    + $"left{(after == 0 ? "" : $", more than {MaxShrinkPercent} % fewer")}. "
                + "Nothing of it was loaded.")
            {
                Remedy = new RecipientRemedy.AcceptBase(),
            };
        }
    }

    /// <summary>Its hash is right: what cannot be read has been sent so.</summary>
    private static T OfTheDelivery<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (MuutostietoException error) when (error.Kind == FailureKind.Fault)
        {
            throw new MuutostietoException(FailureKind.Integrity, error.Message, error) { Remedy = error.Remedy };
        }
    }

    /// <summary>
    /// Empties everything but the persons themselves, who keep their keys and the codes that they have lost when the base has them.
    /// </summary>
    private void StartOver()
    {
        foreach (var table in groups.All)
        {
            connection.Execute($"DELETE FROM \"{table.Name}\"");
        }

        connection.Execute("DELETE FROM former_codes");
    }

    private void RemoveOthers(long delivery)
    {
        using var remove = connection.Prepare("DELETE FROM persons WHERE last_delivery <> ?1");
        remove.Bind(1, delivery).Run();
        connection.Execute("DELETE FROM lost_codes WHERE person_id NOT IN (SELECT id FROM persons)");
    }

    /// <summary>
    /// A repair has a record of every resident of its municipalities: any other person there, or in the area without a known municipality,
    /// is not a resident.
    /// </summary>
    private void RemoveUnmentioned(
        long delivery,
        RecordApplier applier,
        IReadOnlyCollection<string> area,
        IReadOnlyCollection<string> repaired)
    {
        var municipality = catalog.Newest("204")!;
        var lives = $"SELECT 1 FROM \"{municipality.Name}\" k WHERE k.person_id = p.id AND k.kuntanumero IN (SELECT value FROM json_each(";
        var codes = new List<string>();
        using (
            var select = connection.Prepare(
                $"SELECT p.hetu FROM persons p WHERE {AreResidents} AND p.last_delivery <> ?1 AND (EXISTS ({lives}?2))) OR NOT EXISTS "
                    + $"({lives}?3)))) ORDER BY p.id"
            ))
        {
            select
                .Bind(1, delivery)
                .BindText(2, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(repaired))
                .BindText(3, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(area));
            while (select.Step())
            {
                codes.Add(select.Text(0));
            }
        }

        foreach (var code in codes)
        {
            applier.Leave(code, municipality);
        }
    }

    /// <summary>The permit's area has changed, as by a merger: who is in it is judged anew.</summary>
    private void SetArea(IReadOnlyList<string> area)
    {
        using var update = connection.Prepare(
            $"UPDATE persons SET in_area = EXISTS (SELECT 1 FROM \"{catalog.Newest("204")!.Name}\" k WHERE k.person_id = persons.id AND "
                + "k.kuntanumero IN (SELECT value FROM json_each(?1)))");
        update.BindText(1, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(area)).Run();
    }
}
