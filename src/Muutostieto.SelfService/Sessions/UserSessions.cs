using System.Buffers.Text;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Sessions;

/// <summary>
/// Who is logged in. A session is known by a random token that only its browser has; the store has the token's hash, so that a copy of the
/// store logs no one in. For all threads at once.
/// </summary>
public sealed class UserSessions(SelfServiceStore store, SessionLimits limits, TimeProvider clock)
{
    private const int TokenBytes = 32;

    /// <summary>How exactly the time of the last request is kept: each page would otherwise be a write.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(20);

    /// <summary>Begins a session, and removes those that have ended.</summary>
    /// <returns>Its token: 43 letters, digits, hyphens and underscores.</returns>
    public string Begin(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = clock.GetUtcNow();
        store.Run(transaction =>
        {
            transaction.Execute(
                "DELETE FROM session WHERE began <= @whole OR seen <= @idle",
                ("@whole", Text(now - limits.Whole)),
                ("@idle", Text(now - limits.Idle)));
            transaction.Execute(
                "INSERT INTO session (id, user_id, ticket, began, seen) VALUES (@id, @user, @ticket, @now, @now)",
                ("@id", Hash(token)),
                ("@user", user.Id),
                ("@ticket", JsonSerializer.SerializeToUtf8Bytes(Ticket.Of(user))),
                ("@now", Text(now)));
        });
        return token;
    }

    /// <summary>Whose session it is; null when there is none of the token, or it has ended.</summary>
    /// <param name="token">As the browser sent it; anything else finds nothing.</param>
    /// <param name="prolongs">Whether the request is the user's doing: a page that reloads without the user keeps no session alive.</param>
    public SelfServiceUser? Find(string token, bool prolongs = true)
    {
        ArgumentNullException.ThrowIfNull(token);
        var (id, now) = (Hash(token), clock.GetUtcNow());
        var rows = store.Look(transaction =>
            transaction.Query("SELECT ticket, began, seen FROM session WHERE id = @id", Read, ("@id", id)));
        if (rows.Count == 0)
        {
            return null;
        }

        var (ticket, began, seen) = rows[0];
        if (now >= began + limits.Whole || now >= seen + limits.Idle)
        {
            store.Run(transaction => { transaction.Execute("DELETE FROM session WHERE id = @id", ("@id", id)); });
            return null;
        }

        if (prolongs && now - seen >= Grain)
        {
            store.Run(transaction =>
            {
                transaction.Execute("UPDATE session SET seen = @now WHERE id = @id", ("@now", Text(now)), ("@id", id));
            });
        }

        return JsonSerializer.Deserialize<Ticket>(ticket)!.ToUser();
    }

    /// <summary>Ends a session; nothing happens when there is none of the token.</summary>
    public void End(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        store.Run(transaction => { transaction.Execute("DELETE FROM session WHERE id = @id", ("@id", Hash(token))); });
    }

    /// <summary>The sessions that have not ended, by user and login.</summary>
    public IReadOnlyList<OpenSession> List()
    {
        var now = clock.GetUtcNow();
        return store.Look(transaction => transaction.Query(
            "SELECT user_id, began, seen FROM session WHERE began > @whole AND seen > @idle ORDER BY user_id, began",
            row => new OpenSession(row.GetString(0), Time(row.GetString(1)), Time(row.GetString(2))),
            ("@whole", Text(now - limits.Whole)),
            ("@idle", Text(now - limits.Idle))));
    }

    /// <summary>Ends the sessions of a user, or all.</summary>
    /// <param name="user">The provider's name for the user; null: everyone.</param>
    /// <returns>How many there were.</returns>
    public int EndAll(string? user) => store.Run(transaction => transaction.Execute(
        "DELETE FROM session WHERE CAST(@user AS text) IS NULL OR user_id = @user", ("@user", user)));

    private static (byte[] Ticket, DateTimeOffset Began, DateTimeOffset Seen) Read(DbDataReader row) =>
        ((byte[])row.GetValue(0), Time(row.GetString(1)), Time(row.GetString(2)));

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>A user as the store has it.</summary>
    private sealed record Ticket(string Id, string Name, Role[] Roles, string? Recipient, string[] Municipalities)
    {
        internal static Ticket Of(SelfServiceUser user) =>
            new(user.Id, user.Name, [.. user.Roles], user.Recipient, [.. user.Municipalities]);

        internal SelfServiceUser ToUser() => new()
        {
            Id = Id,
            Name = Name,
            Roles = [.. Roles],
            Recipient = Recipient,
            Municipalities = Municipalities.ToImmutableSortedSet(StringComparer.Ordinal),
        };
    }
}
