using System.Data.Common;
using System.Globalization;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Residents.Store;

/// <summary>The picks in the store. Each member is one transaction; a step that is not legal in a pick's state changes nothing.</summary>
internal sealed class ResidentPicks(SelfServiceStore store)
{
    private const string Columns =
        "id, user, recipient, permit, task, reference, search, ordered, state, may_list, persons, below_five, price, number, fault, "
        + "created, asked, made, downloads";

    /// <summary>Keeps a new pick, unless its user has too many.</summary>
    /// <param name="pick">New.</param>
    /// <param name="mostWaiting">How many picks of the user may wait at once.</param>
    /// <param name="mostSince">How many there may be since a time.</param>
    /// <param name="since">That time.</param>
    /// <returns>The limit that was reached; null: it is kept.</returns>
    internal ResidentLimit? Add(ResidentPick pick, int mostWaiting, int mostSince, DateTimeOffset since) => store.Run(transaction =>
    {
        var limit = Count(transaction, "user = @user AND state IN ('counting', 'queued', 'making')", ("@user", pick.User)) >= mostWaiting
            ? ResidentLimit.Waiting
            : Count(transaction, "user = @user AND created >= @since", ("@user", pick.User), ("@since", Text(since))) >= mostSince
                ? ResidentLimit.Day
                : (ResidentLimit?)null;
        if (limit is null)
        {
            _ = transaction.Execute(
                "INSERT INTO pick (id, user, recipient, permit, task, reference, search, ordered, state, may_list, created) VALUES "
                    + "(@id, @user, @recipient, @permit, @task, @reference, @search, @ordered, @state, @may_list, @created)",
                ("@id", pick.Id), ("@user", pick.User), ("@recipient", pick.Recipient), ("@permit", pick.Permit), ("@task", pick.Task),
                ("@reference", pick.Reference), ("@search", ResidentSearchJson.Write(pick.Search)), ("@ordered", pick.Order),
                ("@state", Name(pick.State)), ("@may_list", pick.MayList ? 1 : 0), ("@created", Text(pick.Created)));
        }

        return limit;
    });

    /// <summary>Null when there is none of this id.</summary>
    internal ResidentPick? Find(string id) => store.Run(transaction => Select(transaction, "id = @id", ("@id", id)).SingleOrDefault());

    /// <summary>The newest 1,000 picks of a user, the newest first: what a page can show.</summary>
    internal IReadOnlyList<ResidentPick> OfUser(string user, string recipient) => store.Run(transaction => Select(
        transaction,
        "user = @user AND recipient = @recipient ORDER BY created DESC, id DESC LIMIT 1000",
        ("@user", user),
        ("@recipient", recipient)));

    /// <summary>The picks in some states, the oldest first.</summary>
    internal IReadOnlyList<ResidentPick> In(params PickState[] states) => store.Run(transaction => Select(
        transaction, $"state IN ({string.Join(", ", states.Select(state => $"'{Name(state)}'"))}) ORDER BY coalesce(asked, created), id"));

    /// <summary>It was counted.</summary>
    internal void Counted(string id, long? persons, bool isBelowFive, decimal? price) => store.Run(transaction => transaction.Execute(
        "UPDATE pick SET state = 'counted', persons = @persons, below_five = @below, price = @price WHERE id = @id AND state = 'counting'",
        ("@persons", persons), ("@below", isBelowFive ? 1 : 0), ("@price", price?.ToString(CultureInfo.InvariantCulture)), ("@id", id)));

    /// <summary>Its list is asked for, unless its user has too many waiting. One that is asked for already stays as it is.</summary>
    /// <returns>The limit that was reached; null: none was.</returns>
    internal ResidentLimit? Ask(ResidentPick pick, int mostWaiting, DateTimeOffset at) => store.Run(transaction =>
    {
        if (Count(transaction, "user = @user AND state IN ('counting', 'queued', 'making')", ("@user", pick.User)) >= mostWaiting)
        {
            return ResidentLimit.Waiting;
        }

        _ = transaction.Execute(
            "UPDATE pick SET state = 'queued', asked = @at WHERE id = @id AND state = 'counted' AND may_list = 1 AND persons > 0",
            ("@at", Text(at)), ("@id", pick.Id));
        return (ResidentLimit?)null;
    });

    /// <summary>Its list is begun.</summary>
    internal void Making(string id) => store.Run(transaction => transaction.Execute(
        "UPDATE pick SET state = 'making' WHERE id = @id AND state IN ('queued', 'making')", ("@id", id)));

    /// <summary>It waits again: what it needs cannot be reached for now.</summary>
    internal void Again(string id) => store.Run(transaction => transaction.Execute(
        "UPDATE pick SET state = 'queued' WHERE id = @id AND state = 'making'", ("@id", id)));

    /// <summary>Its list is there.</summary>
    internal void Made(string id, int number, long persons, DateTimeOffset at) => store.Run(transaction => transaction.Execute(
        "UPDATE pick SET state = 'made', number = @number, persons = @persons, made = @at WHERE id = @id AND state = 'making'",
        ("@number", number), ("@persons", persons), ("@at", Text(at)), ("@id", id)));

    /// <summary>It cannot be counted or made.</summary>
    internal void Failed(string id, PickFault fault) => store.Run(transaction => transaction.Execute(
        "UPDATE pick SET state = 'failed', fault = @fault WHERE id = @id AND state IN ('counting', 'queued', 'making')",
        ("@fault", fault.ToString()), ("@id", id)));

    /// <summary>Its list is over: the time is, or it must not be given any more.</summary>
    internal void End(string id, PickState state) => store.Run(transaction => transaction.Execute(
        "UPDATE pick SET state = @state WHERE id = @id AND state = 'made'", ("@state", Name(state)), ("@id", id)));

    internal void Downloaded(string id) => store.Run(transaction => transaction.Execute(
        "UPDATE pick SET downloads = downloads + 1 WHERE id = @id", ("@id", id)));

    /// <summary>Removes the picks of before a time that nothing is done with any more.</summary>
    internal int Remove(DateTimeOffset before) => store.Run(transaction => transaction.Execute(
        "DELETE FROM pick WHERE created < @before AND state IN ('counted', 'failed', 'expired', 'withdrawn')", ("@before", Text(before))));

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
