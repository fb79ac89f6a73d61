using System.Data.Common;
using System.Globalization;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Residents.Store;

/// <summary>The picks in the store. Each member is one transaction; a step that is not legal in a pick's state changes nothing.</summary>
internal sealed class ResidentPicks(SelfServiceStore store)
{
    private const string Columns =
        "id, user_id, recipient, permit, task, reference, search, ordered, state, may_list, persons, below_five, price, number, fault, "
        + "created, asked, made, downloads";

    /// <summary>Keeps a new pick, unless its user has too many.</summary>
    /// <param name="pick">New.</param>
    /// <param name="mostWaiting">How many picks of the user may wait at once.</param>
    /// <param name="mostSince">How many there may be since a time.</param>
    /// <param name="since">That time.</param>
    /// <returns>The limit that was reached; null: it is kept.</returns>
    internal ResidentLimit? Add(ResidentPick pick, int mostWaiting, int mostSince, DateTimeOffset since) => store.Run(transaction =>
    {
        var limit = Count(transaction, "user_id = @user AND state IN ('counting', 'queued', 'making')", ("@user", pick.User)) >= mostWaiting
            ? ResidentLimit.Waiting
            : Count(transaction, "user_id = @user AND created >= @since", ("@user", pick.User), ("@since", Text(since))) >= mostSince
                ? ResidentLimit.Day
                : (ResidentLimit?)null;
        if (limit is null)
        {
            _ = transaction.Execute(
                "INSERT INTO pick (id, user_id, recipient, permit, task, reference, search, ordered, state, may_list, created) VALUES "
                    + "(@id, @user, @recipient, @permit, @task, @reference, @search, @ordered, @state, @may_list, @created)",
                ("@id", pick.Id), ("@user", pick.User), ("@recipient", pick.Recipient), ("@permit", pick.Permit), ("@task", pick.Task),
                ("@reference", pick.Reference), ("@search", ResidentSearchJson.Write(pick.Search)), ("@ordered", pick.Order),
                ("@state", Name(pick.State)), ("@may_list", pick.MayList ? 1 : 0), ("@created", Text(pick.Created)));
        }

        return limit;
    });

    /// <summary>Null when there is none of this id.</summary>
    internal ResidentPick? Find(string id) => store.Look(transaction => Select(transaction, "id = @id", ("@id", id)).SingleOrDefault());

    /// <summary>The newest 1,000 picks of a user, the newest first: what a page can show.</summary>
    internal IReadOnlyList<ResidentPick> OfUser(string user, string recipient) => store.Look(transaction => Select(
        transaction,
        "user_id = @user AND recipient = @recipient ORDER BY created DESC, id DESC LIMIT 1000",
        ("@user", user),
        ("@recipient", recipient)));

    /// <summary>The picks in some states, the oldest first.</summary>
    internal IReadOnlyList<ResidentPick> In(params PickState[] states) => store.Look(transaction => Select(
        transaction, $"state IN ({Names(states)}) ORDER BY coalesce(asked, created), id"));

    /// <summary>
    /// Claims the oldest pick in some states that no other worker has, of this process or another on the same database. Until when is by
    /// the time of the store.
    /// </summary>
    /// <param name="clock">The time of a store that has none.</param>
    /// <param name="lease">For how long, unless it is prolonged.</param>
    /// <param name="states">The states.</param>
    /// <returns>Null when there is none, or others have all of them.</returns>
    internal ResidentPick? Claim(TimeProvider clock, TimeSpan lease, params PickState[] states) => store.Run(transaction =>
    {
        var now = store.Now(transaction, clock);
        var pick = Select(
            transaction,
            $"state IN ({Names(states)}) AND (claimed_until IS NULL OR claimed_until <= @now) "
                + "ORDER BY coalesce(asked, created), id LIMIT 1",
            ("@now", Text(now))).FirstOrDefault();
        if (pick is null)
        {
            return null;
        }

        var claimed = pick with { Claim = Guid.NewGuid().ToString("N") };
        _ = transaction.Execute(
            "UPDATE pick SET claim = @claim, claimed_until = @until WHERE id = @id",
            ("@claim", claimed.Claim), ("@until", Text(now + lease)), ("@id", pick.Id));
        return claimed;
    });

    /// <summary>Prolongs a claim, from now on.</summary>
    /// <returns>False when another worker has the pick, or nothing is to be done with it any more.</returns>
    internal bool Prolong(ResidentPick pick, TimeProvider clock, TimeSpan lease) => store.Run(transaction => Record(
        transaction, pick, "SET claimed_until = @until WHERE true", ("@until", Text(store.Now(transaction, clock) + lease)))) == 1;

    /// <summary>Gives a claim back.</summary>
    /// <param name="pick">As it was claimed; one that another worker has claimed since stays that one's.</param>
    /// <param name="clock">The time of a store that has none.</param>
    /// <param name="rest">For how long no one claims it; null: it may be claimed at once.</param>
    internal void Release(ResidentPick pick, TimeProvider clock, TimeSpan? rest) => store.Run(transaction => Record(
        transaction,
        pick,
        "SET claim = '', claimed_until = @until WHERE true",
        ("@until", rest is { } time ? Text(store.Now(transaction, clock) + time) : null)));

    /// <summary>Gives back what a process has left that was killed; no other one uses the store.</summary>
    internal void ReleaseAll() => store.Run(transaction => transaction.Execute(
        "UPDATE pick SET claim = '', claimed_until = NULL WHERE claim <> ''"));

    /// <summary>It was counted.</summary>
    internal void Counted(ResidentPick pick, long? persons, bool isBelowFive, decimal? price) => store.Run(transaction => Record(
        transaction,
        pick,
        "SET state = 'counted', persons = @persons, below_five = @below, price = @price WHERE state = 'counting'",
        ("@persons", persons), ("@below", isBelowFive ? 1 : 0), ("@price", price?.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Its list is asked for, unless its user has too many waiting. One that is asked for already stays as it is.</summary>
    /// <returns>The limit that was reached; null: none was.</returns>
    internal ResidentLimit? Ask(ResidentPick pick, int mostWaiting, DateTimeOffset at) => store.Run(transaction =>
    {
        if (Count(transaction, "user_id = @user AND state IN ('counting', 'queued', 'making')", ("@user", pick.User)) >= mostWaiting)
        {
            return ResidentLimit.Waiting;
        }

        _ = transaction.Execute(
            "UPDATE pick SET state = 'queued', asked = @at WHERE id = @id AND state = 'counted' AND may_list = 1 AND persons > 0",
            ("@at", Text(at)), ("@id", pick.Id));
        return (ResidentLimit?)null;
    });

    /// <summary>Its list is begun.</summary>
    internal void Making(ResidentPick pick) => store.Run(transaction => Record(
        transaction, pick, "SET state = 'making' WHERE state IN ('queued', 'making')"));

    /// <summary>It waits again: what it needs cannot be reached for now.</summary>
    internal void Again(ResidentPick pick) => store.Run(transaction => Record(
        transaction, pick, "SET state = 'queued' WHERE state = 'making'"));

    /// <summary>Its list is there.</summary>
    internal void Made(ResidentPick pick, int number, long persons, DateTimeOffset at) => store.Run(transaction => Record(
        transaction,
        pick,
        "SET state = 'made', number = @number, persons = @persons, made = @at WHERE state = 'making'",
        ("@number", number), ("@persons", persons), ("@at", Text(at))));

    /// <summary>It cannot be counted or made.</summary>
    internal void Failed(ResidentPick pick, PickFault fault) => store.Run(transaction => Record(
        transaction,
        pick,
        "SET state = 'failed', fault = @fault WHERE state IN ('counting', 'queued', 'making')",
        ("@fault", fault.ToString())));

    /// <summary>Its list is over: the time is, or it must not be given any more.</summary>
    internal void End(string id, PickState state) => store.Run(transaction => transaction.Execute(
        "UPDATE pick SET state = @state WHERE id = @id AND state = 'made'", ("@state", Name(state)), ("@id", id)));

    internal void Downloaded(string id) => store.Run(transaction => transaction.Execute(
        "UPDATE pick SET downloads = downloads + 1 WHERE id = @id", ("@id", id)));

    /// <summary>Removes the picks of before a time that nothing is done with any more.</summary>
    internal int Remove(DateTimeOffset before) => store.Run(transaction => transaction.Execute(
        "DELETE FROM pick WHERE created < @before AND state IN ('counted', 'failed', 'expired', 'withdrawn')", ("@before", Text(before))));

    /// <summary>Records what a worker did, unless another one has claimed the pick since.</summary>
    private static int Record(DbTransaction transaction, ResidentPick pick, string change, params (string, object?)[] parameters) =>
        transaction.Execute(
            $"UPDATE pick {change} AND id = @id AND claim = @claim", [.. parameters, ("@id", pick.Id), ("@claim", pick.Claim)]);

    private static string Names(IEnumerable<PickState> states) => string.Join(", ", states.Select(state => $"'{Name(state)}'"));

    private static long Count(DbTransaction transaction, string where, params (string, object?)[] parameters) =>
        transaction.Query($"SELECT count(*) FROM pick WHERE {where}", row => row.GetInt64(0), parameters)[0];

    private static List<ResidentPick> Select(DbTransaction transaction, string where, params (string, object?)[] parameters) =>
        transaction.Query($"SELECT {Columns} FROM pick WHERE {where}", Read, parameters);

    private static ResidentPick Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        User = row.GetString(1),
        Recipient = row.GetString(2),
        Permit = row.GetString(3),
        Task = row.GetString(4),
        Reference = row.IsDBNull(5) ? null : row.GetString(5),
        Search = ResidentSearchJson.Read(row.GetString(6)),
        Order = row.GetString(7),
        State = Enum.Parse<PickState>(row.GetString(8), ignoreCase: true),
        MayList = row.GetInt64(9) == 1,
        Persons = row.IsDBNull(10) ? null : row.GetInt64(10),
        IsBelowFive = row.GetInt64(11) == 1,
        Price = row.IsDBNull(12) ? null : decimal.Parse(row.GetString(12), CultureInfo.InvariantCulture),
        Number = row.IsDBNull(13) ? null : row.GetInt32(13),
        Fault = row.IsDBNull(14) ? null : Enum.Parse<PickFault>(row.GetString(14)),
        Created = Time(row.GetString(15)),
        Asked = row.IsDBNull(16) ? null : Time(row.GetString(16)),
        Made = row.IsDBNull(17) ? null : Time(row.GetString(17)),
        Downloads = row.GetInt32(18),
    };

    private static string Name(PickState state) => state.ToString().ToLowerInvariant();

    private static string Text(DateTimeOffset time) => StoredTime.Of(time);

    private static DateTimeOffset Time(string text) => StoredTime.Parse(text);
}
