using System.Globalization;
using System.Text.Json;

namespace Muutostieto.Register.Sql;

/// <summary>How the register is filled, and what is held for persons not in it yet.</summary>
internal static class FeedRows
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static RegisterFeed Read(ISqlDatabase database)
    {
        using var row = database.Prepare("""
            SELECT fed, imported, (SELECT count(*) FROM held_statement WHERE applied_key IS NULL),
                (SELECT coalesce(max(id), 0) FROM held_statement) FROM feed
            """);
        row.Step();
        return new RegisterFeed(
            row.Number(0) == 1,
            row.TextOrNull(1) is { } time
                ? DateTimeOffset.ParseExact(time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                : null,
            row.Number(2),
            row.Number(3))
        { MissingFiles = FeedNumbers.Missing(database) };
    }

    public static void KeepImport(ISqlDatabase database, DateTimeOffset? at)
    {
        using var row = database.Prepare("UPDATE feed SET fed = 1, imported = ?1");
        row.BindText(1, at?.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture)).Run();
    }

    public static void Hold(ISqlDatabase database, JournalKey at, IEnumerable<string> codes, ReadOnlyMemory<byte> record)
    {
        using var statement = database.Prepare(
            "INSERT INTO held_statement(id, at_key, record) SELECT coalesce(max(id), 0) + 1, ?1, ?2 FROM held_statement RETURNING id");
        var id = statement.Bind(1, at.Value).BindBlob(2, record.Span).NewId();
        using var code = database.Prepare("INSERT INTO held_code(code, statement) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
        foreach (var known in codes)
        {
            code.BindText(1, known).Bind(2, id).Run();
        }
    }

    public static IReadOnlyList<HeldStatement> HeldFor(ISqlStatement query, IEnumerable<string> codes)
    {
        List<HeldStatement>? held = null;
        foreach (var code in codes)
        {
            query.BindText(1, code);
            while (query.Step())
            {
                (held ??= []).Add(new HeldStatement(query.Number(0), new JournalKey(query.Number(1)), query.Bytes(2).ToArray()));
            }

            query.Reset();
        }

        return held is null ? [] : [.. held.DistinctBy(statement => statement.Id).OrderBy(statement => statement.Id)];
    }

    /// <summary>
    /// The codes for which an order is held as of a key, and those for which a statement came after it; of each the last statement counts.
    /// One that came at the key itself is among both.
    /// </summary>
    public static (IReadOnlySet<string> AtKey, IReadOnlySet<string> Later) CodesHeld(ISqlDatabase database, JournalKey key)
    {
        var (atKey, later) = (new HashSet<string>(), new HashSet<string>());
        if (!database.HasTable("held_statement"))
        {
            return (atKey, later);
        }

        using var row = database.Prepare(RegisterQueries.Held);
        while (row.Step())
        {
            var code = row.Text(0);
            if (row.Number(1) >= key.Value)
            {
                later.Add(code);
            }

            if (row.Number(1) > key.Value)
            {
                continue;
            }

            if (row.NumberOrNull(2) is { } applied && applied <= key.Value)
            {
                continue;
            }
            else if (IsDeletion(row.Bytes(3)))
            {
                atKey.Remove(code);
            }
            else
            {
                atKey.Add(code);
            }
        }

        return (atKey, later);
    }

    public static void Release(ISqlDatabase database, IEnumerable<HeldStatement> held, JournalKey applied, string codeInForce)
    {
        using var note = database.Prepare("UPDATE held_statement SET applied_key = coalesce(applied_key, ?2) WHERE id = ?1");
        using var forget = database.Prepare(
            "DELETE FROM held_code WHERE statement = ?1 AND EXISTS (SELECT 1 FROM held_code WHERE statement = ?1 AND code = ?2)");
        foreach (var statement in held)
        {
            note.Bind(1, statement.Id).Bind(2, applied.Value).Run();
            forget.Bind(1, statement.Id).BindText(2, codeInForce).Run();
        }
    }

    /// <summary>Whether a record's last group says that the order is lifted.</summary>
    private static bool IsDeletion(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.TryGetProperty("ryhmat", out var groups)
            && groups.EnumerateArray().LastOrDefault() is { ValueKind: JsonValueKind.Object } last
            && last.TryGetProperty("muutos", out var attribute)
            && attribute.ValueEquals("4");
    }
}
