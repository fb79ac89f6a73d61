using System.Data.Common;
using System.Globalization;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>
/// Uploads in the browser in the store. A row is there before its file is put into the drop, so that whatever ends the put leaves a row
/// whose file can be looked for.
/// </summary>
internal sealed class UploadRows(SelfServiceStore store)
{
    private const string Columns = "number, permit, ordered, name, bytes, sha256, at, state";

    /// <summary>Notes an upload.</summary>
    /// <returns>The row's number.</returns>
    internal long Add(SelfServiceUser user, UploadedFile file) => store.Run(transaction =>
    {
        var number = transaction.Query("SELECT coalesce(max(number), 0) + 1 FROM upload", row => row.GetInt64(0))[0];
        _ = transaction.Execute(
            $"INSERT INTO upload ({Columns}, recipient, user_id) "
                + "VALUES (@number, @permit, @ordered, @name, @bytes, @sha256, @at, @state, @recipient, @user)",
            ("@number", number),
            ("@permit", file.Permit),
            ("@ordered", file.Order),
            ("@name", file.Name),
            ("@bytes", file.Bytes),
            ("@sha256", file.Sha256),
            ("@at", file.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            ("@state", file.State.ToString()),
            ("@recipient", user.Recipient),
            ("@user", user.Id));
        return number;
    });

    /// <summary>The newest of a recipient, the newest first.</summary>
    internal List<UploadRow> Newest(string recipient, int most) => store.Look(transaction => transaction.Query(
        $"SELECT {Columns} FROM upload WHERE recipient = @recipient ORDER BY at DESC, number DESC LIMIT @most",
        Read,
        ("@recipient", recipient),
        ("@most", most)));

    /// <summary>Those of a place, the newest first.</summary>
    internal List<UploadRow> Of(string recipient, UploadPlace place) => store.Look(transaction => transaction.Query(
        $"SELECT {Columns} FROM upload WHERE recipient = @recipient AND permit = @permit AND coalesce(ordered, '') = @ordered "
            + "ORDER BY number DESC",
        Read,
        ("@recipient", recipient),
        ("@permit", place.Permit),
        ("@ordered", place.Order ?? "")));

    /// <summary>The names of a permit that begin so and may be in the drop.</summary>
    internal List<string> Names(string permit, string beginning) => store.Look(transaction => transaction.Query(
        "SELECT name FROM upload WHERE permit = @permit AND substr(name, 1, @length) = @beginning AND state <> 'Failed'",
        row => row.GetString(0),
        ("@permit", permit),
        ("@length", beginning.Length),
        ("@beginning", beginning)));

    /// <summary>Keeps what is known of a row's file; a row that is gone stays so, and another that has its number is another.</summary>
    internal void Settle(long number, UploadedFile file, UploadState state) => store.Run(transaction => transaction.Execute(
        "UPDATE upload SET state = @state WHERE number = @number AND permit = @permit AND name = @name AND sha256 = @sha256",
        ("@state", state.ToString()),
        ("@number", number),
        ("@permit", file.Permit),
        ("@name", file.Name),
        ("@sha256", file.Sha256)));

    internal void Remove(long number) =>
        store.Run(transaction => transaction.Execute("DELETE FROM upload WHERE number = @number", ("@number", number)));

    /// <summary>Removes what was sent to a place with this content and is not in the drop: it is sent again.</summary>
    internal void RemoveFailed(string recipient, UploadPlace place, string sha256) => store.Run(transaction => transaction.Execute(
        "DELETE FROM upload WHERE recipient = @recipient AND permit = @permit AND coalesce(ordered, '') = @ordered "
            + "AND sha256 = @sha256 AND state = 'Failed'",
        ("@recipient", recipient),
        ("@permit", place.Permit),
        ("@ordered", place.Order ?? ""),
        ("@sha256", sha256)));

    private static UploadRow Read(DbDataReader row) => new(
        row.GetInt64(0),
        new UploadedFile
        {
            Permit = row.GetString(1),
            Order = row.IsDBNull(2) ? null : row.GetString(2),
            Name = row.GetString(3),
            Bytes = row.GetInt64(4),
            Sha256 = row.GetString(5),
            At = DateTimeOffset.Parse(row.GetString(6), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            State = Enum.Parse<UploadState>(row.GetString(7)),
        });
}
