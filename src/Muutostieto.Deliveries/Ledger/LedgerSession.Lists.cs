using System.Globalization;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Lists;

namespace Muutostieto.Deliveries.Ledger;

internal sealed partial class LedgerSession
{
    private const int RowsPerStatement = 500;

    internal ListUpload TakeIn(NewListUpload upload, DateTimeOffset at)
    {
        if (ReadUploads(
                "WHERE permit = @permit AND name = @name AND sha256 = @sha256",
                ("@permit", upload.Permit),
                ("@name", upload.Name),
                ("@sha256", upload.Sha256))
            is [var known])
        {
            return known;
        }

        var from = ListPosition(upload.Permit);
        var (added, removed) = Apply(upload.Permit, from, upload.Refusal is null ? upload.Changes : [], isUploaded: true);
        InsertUpload(upload, at, added, removed, from);
        return ReadUploads(
                "WHERE permit = @permit AND name = @name AND sha256 = @sha256",
                ("@permit", upload.Permit),
                ("@name", upload.Name),
                ("@sha256", upload.Sha256))
            .Single();
    }

    internal void MarkAnswered(long upload, DateTimeOffset at)
    {
        Execute("UPDATE list_upload SET answered = coalesce(answered, @at) WHERE id = @id", ("@id", upload), ("@at", LedgerRows.Text(at)));
    }

    internal List<ListChange> ListChanges(string permit, long from, long to)
    {
        using var command = LedgerRows.Command(
            connection,
            "SELECT position, person, added, uploaded FROM list_change WHERE permit = @permit AND position > @from AND position <= @to "
                + "ORDER BY position",
            ("@permit", permit),
            ("@from", from),
            ("@to", to));
        using var reader = command.ExecuteReader();
        var changes = new List<ListChange>();
        while (reader.Read())
        {
            changes.Add(new ListChange(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2) != 0, reader.GetInt64(3) != 0));
        }

        return changes;
    }

    internal List<ListUpload> ListUploads(string permit) => ReadUploads("WHERE permit = @permit", ("@permit", permit));

    internal List<ListUpload> NewestListUploads(IReadOnlyCollection<string> permits, int most, int refusedLength) => ReadUploads(
        $"WHERE permit IN ({Names(permits.Count)})",
        "id DESC LIMIT @most",
        "substr(refused, 1, @length)",
        [.. Numbered(permits), ("@most", most), ("@length", refusedLength)]);

    /// <summary>Out of the indexes of the two tables alone, which have the names.</summary>
    internal List<string> UploadNames(string permit, string beginning)
    {
        using var command = LedgerRows.Command(
            connection,
            """
            SELECT name FROM list_upload WHERE permit = @permit AND lower(substr(name, 1, @length)) = lower(@beginning)
            UNION SELECT name FROM update_upload WHERE permit = @permit AND lower(substr(name, 1, @length)) = lower(@beginning)
            """,
            ("@permit", permit),
            ("@length", beginning.Length),
            ("@beginning", beginning));
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    /// <summary>The plan with the position of its list, after merged persons on it were replaced by their survivors.</summary>
    private DeliveryPlan WithList(DeliveryPlan plan, IReadOnlyList<(long Gone, long Into)> merged)
    {
        var from = ListPosition(plan.Permit);
        var changes = merged
            .Where(pair => IsMember(plan.Permit, pair.Gone))
            .SelectMany(pair => new[] { (pair.Gone, false), (pair.Into, true) })
            .ToList();
        var (added, removed) = Apply(plan.Permit, from, changes, isUploaded: false);
        return plan with { Window = plan.Window with { ListTo = from + added + removed } };
    }

    /// <summary>
    /// Writes those changes that are changes: who is on the list comes onto it no more. Hundreds of rows go into one statement, as each is
    /// a round trip to a server.
    /// </summary>
    private (int Added, int Removed) Apply(
        string permit,
        long position,
        IReadOnlyList<(long Person, bool IsAdded)> changes,
        bool isUploaded)
    {
        var touched = changes.Select(change => change.Person).Distinct().ToList();
        var before = touched.Chunk(RowsPerStatement).SelectMany(persons => MembersAmong(permit, persons)).ToHashSet();
        var after = new HashSet<long>(before);
        var effective = changes.Where(change => change.IsAdded ? after.Add(change.Person) : after.Remove(change.Person)).ToList();
        foreach (var persons in before.Where(person => !after.Contains(person)).Chunk(RowsPerStatement))
        {
            Execute(
                $"DELETE FROM list_member WHERE permit = @permit AND person IN ({Names(persons.Length)})",
                [("@permit", permit), .. Numbered(persons)]);
        }

        foreach (var persons in after.Where(person => !before.Contains(person)).Chunk(RowsPerStatement))
        {
            Execute(
                $"INSERT INTO list_member (permit, person) VALUES {Rows(persons.Length, i => $"(@permit, @p{i})")}",
                [("@permit", permit), .. Numbered(persons)]);
        }

        foreach (var rows in effective.Chunk(RowsPerStatement))
        {
            Execute(
                "INSERT INTO list_change (permit, position, person, added, uploaded) VALUES "
                    + Rows(rows.Length, i => $"(@permit, @first + {i}, @p{i}, {(rows[i].IsAdded ? 1 : 0)}, {(isUploaded ? 1 : 0)})"),
                [("@permit", permit), ("@first", position + 1), .. Numbered(rows.Select(row => row.Person))]);
            position += rows.Length;
        }

        var added = effective.Count(change => change.IsAdded);
        return (added, effective.Count - added);
    }

    private List<long> MembersAmong(string permit, long[] persons)
    {
        using var command = LedgerRows.Command(
            connection,
            $"SELECT person FROM list_member WHERE permit = @permit AND person IN ({Names(persons.Length)})",
            [("@permit", permit), .. Numbered(persons)]);
        using var reader = command.ExecuteReader();
        var members = new List<long>();
        while (reader.Read())
        {
            members.Add(reader.GetInt64(0));
        }

        return members;
    }

    private static string Names(int count) => Rows(count, i => $"@p{i}");

    private static string Rows(int count, Func<int, FormattableString> row) =>
        string.Join(", ", Enumerable.Range(0, count).Select(i => FormattableString.Invariant(row(i))));

    private static IEnumerable<(string Name, object? Value)> Numbered<T>(IEnumerable<T> values) =>
        values.Select((value, i) => (string.Create(CultureInfo.InvariantCulture, $"@p{i}"), (object?)value));

    private bool IsMember(string permit, long person) =>
        Scalar("SELECT count(*) FROM list_member WHERE permit = @permit AND person = @person", ("@permit", permit), ("@person", person))
        == 1;

    private long Scalar(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = LedgerRows.Command(connection, sql, parameters);
        return (long)command.ExecuteScalar()!;
    }

    private void InsertUpload(NewListUpload upload, DateTimeOffset at, int added, int removed, long from)
    {
        var good = upload.Refusal is null ? upload.Lines - upload.Refused.Count : 0;
        var persons = Scalar("SELECT count(*) FROM list_member WHERE permit = @permit", ("@permit", upload.Permit));
        Execute(
            """
            INSERT INTO list_upload (permit, number, name, sha256, bytes, journal_key, register_mark, taken, lines, added, removed,
                unchanged, refused, refused_lines, refusal,
                list_from, list_to, persons)
            VALUES (@permit, (SELECT coalesce(max(number), 0) + 1 FROM list_upload WHERE permit = @permit), @name, @sha256, @bytes, @key,
                @mark, @taken, @lines, @added, @removed,
                @unchanged, @refused, @refused_lines, @refusal, @from, @to, @persons)
            """,
            ("@permit", upload.Permit),
            ("@name", upload.Name),
            ("@sha256", upload.Sha256),
            ("@bytes", upload.Bytes),
            ("@key", upload.JournalKey),
            ("@mark", upload.RegisterFingerprint),
            ("@taken", LedgerRows.Text(at)),
            ("@lines", upload.Lines),
            ("@added", added),
            ("@removed", removed),
            ("@unchanged", good - added - removed),
            ("@refused", JsonOf(upload.Refused)),
            ("@refused_lines", upload.Refused.Count),
            ("@refusal", upload.Refusal),
            ("@from", from),
            ("@to", from + added + removed),
            ("@persons", persons));
    }

    private static string JsonOf(IReadOnlyList<ListRefusal> refused) =>
        $"[{string.Join(',', refused.Select(JsonOf))}]";

    private static string JsonOf(ListRefusal refused) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"line":{{refused.Line}},"why":"{{refused.Why.WireName()}}"}""");

    internal long ListPosition(string permit) =>
        Scalar("SELECT coalesce(max(position), 0) FROM list_change WHERE permit = @permit", ("@permit", permit));

    /// <summary>Who is on the list now, without what has changed since the position: the list's whole history is never read.</summary>
    internal HashSet<long> ListMembers(string permit, long position)
    {
        var members = new HashSet<long>();
        using (
            var command = LedgerRows.Command(
                connection,
                "SELECT person FROM list_member WHERE permit = @permit",
                ("@permit", permit)))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                members.Add(reader.GetInt64(0));
            }
        }

        using var later = LedgerRows.Command(
            connection,
            "SELECT person, added FROM list_change WHERE permit = @permit AND position > @position ORDER BY position DESC",
            ("@permit", permit),
            ("@position", position));
        using var changes = later.ExecuteReader();
        while (changes.Read())
        {
            _ = changes.GetInt64(1) != 0 ? members.Remove(changes.GetInt64(0)) : members.Add(changes.GetInt64(0));
        }

        return members;
    }

    private List<ListUpload> ReadUploads(string where, params (string Name, object? Value)[] parameters) =>
        ReadUploads(where, "id", "refused", parameters);

    private List<ListUpload> ReadUploads(string where, string order, string refused, (string Name, object? Value)[] parameters)
    {
        using var command = LedgerRows.Command(
            connection,
            $"""
            SELECT id, permit, number, name, sha256, bytes, journal_key, register_mark, taken, lines, added, removed, unchanged, {refused},
                refused_lines, refusal,
                list_from, list_to, persons, answered
            FROM list_upload {where} ORDER BY {order}
            """,
            parameters);
        using var reader = command.ExecuteReader();
        var uploads = new List<ListUpload>();
        while (reader.Read())
        {
            uploads.Add(new ListUpload
            {
                Id = reader.GetInt64(0),
                Permit = reader.GetString(1),
                Number = reader.GetInt32(2),
                Name = reader.GetString(3),
                Sha256 = reader.GetString(4),
                Bytes = reader.GetInt64(5),
                JournalKey = reader.GetInt64(6),
                RegisterFingerprint = reader.GetString(7),
                Taken = LedgerRows.Time(reader, 8)!.Value,
                Lines = reader.GetInt32(9),
                Added = reader.GetInt32(10),
                Removed = reader.GetInt32(11),
                Unchanged = reader.GetInt32(12),
                Refused = reader.GetString(13),
                RefusedLines = reader.GetInt32(14),
                Refusal = reader.IsDBNull(15) ? null : reader.GetString(15),
                Window = (reader.GetInt64(16), reader.GetInt64(17)),
                Persons = reader.GetInt32(18),
                Answered = LedgerRows.Time(reader, 19),
            });
        }

        return uploads;
    }
}
