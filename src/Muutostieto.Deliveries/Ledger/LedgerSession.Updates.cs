using Muutostieto.Records;

namespace Muutostieto.Deliveries.Ledger;

internal sealed partial class LedgerSession
{
    internal void KeepOutcomes(long id, IReadOnlyList<UpdateOutcome> outcomes)
    {
        var kept = OutcomesOf(id);
        if (kept.Count > 0)
        {
            if (!kept.SequenceEqual(outcomes))
            {
                throw new MuutostietoException(
                    FailureKind.Integrity,
                    $"{place}: delivery {id} has other outcomes of its rows than before. Register or customer's file are not those that it "
                        + "was made with.");
            }

            return;
        }

        foreach (var outcome in outcomes)
        {
            Execute(
                "INSERT INTO update_outcome (delivery, outcome, method, rows) VALUES (@delivery, @outcome, @method, @rows)",
                ("@delivery", id),
                ("@outcome", outcome.Outcome),
                ("@method", outcome.Method ?? ""),
                ("@rows", outcome.Rows));
        }
    }

    internal UpdateUpload TakeInUpdate(UpdateUpload upload)
    {
        Execute(
            """
            INSERT INTO update_upload (permit, ordered, name, sha256, bytes, taken, rows, number, refusal)
                VALUES (@permit, @ordered, @name, @sha256, @bytes, @taken, @rows, @number, @refusal)
                ON CONFLICT (permit, name, sha256) DO NOTHING
            """,
            ("@permit", upload.Permit),
            ("@ordered", upload.Order),
            ("@name", upload.Name),
            ("@sha256", upload.Sha256),
            ("@bytes", upload.Bytes),
            ("@taken", LedgerRows.Text(upload.Taken)),
            ("@rows", upload.Rows),
            ("@number", upload.Number),
            ("@refusal", upload.Refusal));
        return ReadUpdateUploads("u.permit = @which ORDER BY u.id", ("@which", upload.Permit))
            .First(each => (each.Name, each.Sha256) == (upload.Name, upload.Sha256));
    }

    internal IReadOnlyList<UpdateUpload> UpdateUploads(string permit) =>
        ReadUpdateUploads("u.permit = @which ORDER BY u.id", ("@which", permit));

    internal IReadOnlyList<UpdateUpload> NewestUpdateUploads(IReadOnlyCollection<string> permits, int most) => ReadUpdateUploads(
        $"u.permit IN ({Names(permits.Count)}) ORDER BY u.id DESC LIMIT @most", [.. Numbered(permits), ("@most", most)]);

    internal UpdateUpload RenewUpdate(long upload, int? number, string? refusal, DateTimeOffset at)
    {
        Execute(
            """
            INSERT INTO update_renewal (upload, number, refusal, renewed)
                SELECT @upload, CAST(@number AS bigint), @refusal, @at
                WHERE NOT EXISTS (
                    SELECT * FROM (
                        SELECT number, refusal FROM update_renewal WHERE upload = @upload ORDER BY id DESC LIMIT 1) AS latest
                    WHERE number IS NOT DISTINCT FROM @number AND refusal IS NOT DISTINCT FROM @refusal)
            """,
            ("@upload", upload),
            ("@number", number),
            ("@refusal", refusal),
            ("@at", LedgerRows.Text(at)));
        return ReadUpdateUploads("u.id = @which", ("@which", upload)).Single();
    }

    internal void MarkUpdateAnswered(long upload, DateTimeOffset at)
    {
        Execute(
            "UPDATE update_upload SET answered = coalesce(answered, @at) WHERE id = @id",
            ("@id", upload),
            ("@at", LedgerRows.Text(at)));
        Execute(
            """
            UPDATE update_renewal SET answered = coalesce(answered, @at)
                WHERE id = (SELECT max(id) FROM update_renewal WHERE upload = @id)
            """,
            ("@id", upload),
            ("@at", LedgerRows.Text(at)));
    }

    /// <param name="rest">The condition and what follows it: a constant text.</param>
    /// <param name="parameters">What is in it.</param>
    private List<UpdateUpload> ReadUpdateUploads(string rest, params (string Name, object? Value)[] parameters)
    {
        using var command = LedgerRows.Command(
            connection,
            $"""
            SELECT u.id, permit, ordered, name, sha256, bytes, taken, rows,
                CASE WHEN r.id IS NULL THEN u.number ELSE r.number END, CASE WHEN r.id IS NULL THEN u.refusal ELSE r.refusal END,
                CASE WHEN r.id IS NULL THEN u.answered ELSE r.answered END
                FROM update_upload u
                LEFT JOIN update_renewal r ON r.id = (SELECT max(id) FROM update_renewal WHERE upload = u.id)
                WHERE {rest}
            """,
            parameters);
        using var reader = command.ExecuteReader();
        var uploads = new List<UpdateUpload>();
        while (reader.Read())
        {
            uploads.Add(new UpdateUpload(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetString(4),
                reader.GetInt64(5),
                LedgerRows.Time(reader, 6)!.Value,
                reader.GetInt64(7),
                reader.IsDBNull(8) ? null : reader.GetInt32(8),
                reader.IsDBNull(9) ? null : reader.GetString(9),
                LedgerRows.Time(reader, 10)));
        }

        return uploads;
    }

    internal List<UpdateOutcome> OutcomesOf(long id)
    {
        using var command = LedgerRows.Command(
            connection,
            "SELECT outcome, method, rows FROM update_outcome WHERE delivery = @delivery ORDER BY outcome, method",
            ("@delivery", id));
        using var reader = command.ExecuteReader();
        var outcomes = new List<UpdateOutcome>();
        while (reader.Read())
        {
            var method = reader.GetString(1);
            outcomes.Add(new UpdateOutcome(reader.GetInt32(0), method.Length == 0 ? null : method, reader.GetInt64(2)));
        }

        return outcomes;
    }
}
