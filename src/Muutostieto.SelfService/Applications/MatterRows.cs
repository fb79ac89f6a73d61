using System.Data.Common;
using System.Globalization;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Applications;

/// <summary>
/// Applications and orders in the store. Each change names the version that it is a change of, and is refused when there is another one by
/// now: of two that come at once one counts, and the other learns who made it.
/// </summary>
internal sealed class MatterRows(SelfServiceStore store, TimeProvider clock)
{
    /// <summary>Drafts and submitted ones of one recipient, and all those that it begins within a day: a user cannot fill the
    /// store.</summary>
    internal const int MostOpen = 200;

    /// <summary>Counts of drafts that one recipient has made within a day: each looks at a whole area, and many that differ by little
    /// would say more than each of them.</summary>
    internal const int MostCounts = 100;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The tables that have more of a matter.</summary>
    private static readonly string[] Beside = ["decision", "writer"];

    private const string Columns =
        "number, kind, recipient, author, author_name, state, version, content, made, changed, changed_by, submitted";

    internal MatterRow Create(
        SelfServiceUser user, string recipient, MatterKind kind, string content, string? title) => store.Run(transaction =>
    {
        var open = transaction.Query(
            "SELECT count(*) FROM matter WHERE recipient = @recipient AND (state IN ('Draft', 'Submitted') OR made > @since)",
            row => row.GetInt64(0),
            ("@recipient", recipient),
            ("@since", Text(clock.GetUtcNow() - Day)))[0];
        if (open >= MostOpen)
        {
            throw new RefusedInputException([new FieldFault("drafts", FieldProblem.TooLong) { Limit = MostOpen }]);
        }

        var number = GivenNumbers.Next(transaction, GivenNumbers.Matter);
        var now = Text(clock.GetUtcNow());
        _ = transaction.Execute(
            $"INSERT INTO matter ({Columns}, title) VALUES (@number, @kind, @recipient, @author, @name, @state, 1, @content, @now, @now, "
                + "@name, NULL, @title)",
            ("@number", number),
            ("@kind", kind.ToString()),
            ("@recipient", recipient),
            ("@author", user.Id),
            ("@name", user.Name),
            ("@state", nameof(MatterState.Draft)),
            ("@content", content),
            ("@title", title),
            ("@now", now));
        Note(transaction, number, user);
        return Find(transaction, number)!;
    });

    /// <summary>Notes that a draft of a recipient is counted, unless there were too many within a day.</summary>
    internal void NoteCount(string recipient) => store.Run(transaction =>
    {
        var now = clock.GetUtcNow();
        _ = transaction.Execute("DELETE FROM preview WHERE at <= @since", ("@since", Text(now - Day)));
        var counted = transaction.Query(
            "SELECT count(*) FROM preview WHERE recipient = @recipient", row => row.GetInt64(0), ("@recipient", recipient))[0];
        if (counted >= MostCounts)
        {
            throw new RefusedInputException([new FieldFault("counts", FieldProblem.TooLong) { Limit = MostCounts }]);
        }

        _ = transaction.Execute(
            "INSERT INTO preview (number, recipient, at) SELECT coalesce(max(number), 0) + 1, @recipient, @at FROM preview",
            ("@recipient", recipient),
            ("@at", Text(now)));
    });

    /// <summary>Forgets what was decided or withdrawn before a time, with its decisions; the files that they made stay.</summary>
    internal int Remove(DateTimeOffset before) => store.Run(transaction =>
    {
        // A draft that no operator has seen was nothing but its writer's.
        const string Over = "SELECT number FROM matter WHERE (changed < @before AND state IN ('Approved', 'Refused', 'Withdrawn')) "
            + "OR (changed < @yesterday AND state = 'Withdrawn' AND submitted IS NULL)";
        (string, object?)[] times = [("@before", Text(before)), ("@yesterday", Text(clock.GetUtcNow() - Day))];
        foreach (var table in Beside)
        {
            _ = transaction.Execute($"DELETE FROM {table} WHERE matter IN ({Over})", times);
        }

        return transaction.Execute($"DELETE FROM matter WHERE number IN ({Over})", times);
    });

    /// <summary>Null when there is none.</summary>
    internal MatterRow? Find(long number) => store.Look(transaction => Find(transaction, number));

    /// <summary>A page of those of a recipient, the newest first, without their contents.</summary>
    /// <param name="recipient">Whose.</param>
    /// <param name="kind">Which.</param>
    /// <param name="page">From 1; one that there is not is the nearest.</param>
    internal MatterList OfRecipient(string recipient, MatterKind kind, int page) => store.Look(transaction =>
    {
        const string Own = "FROM matter WHERE recipient = @recipient AND kind = @kind";
        (string, object?)[] own = [("@recipient", recipient), ("@kind", kind.ToString())];
        var count = transaction.Query($"SELECT count(*) {Own}", row => row.GetInt64(0), own)[0];
        var pages = (int)Math.Max(1, (count + MatterList.MostRows - 1) / MatterList.MostRows);
        var number = Math.Clamp(page, 1, pages);
        var matters = transaction.Query(
            $"SELECT number, title, state, changed, changed_by {Own} ORDER BY number DESC LIMIT @most OFFSET @before",
            row => new MatterHeading(
                row.GetInt64(0),
                row.IsDBNull(1) ? null : row.GetString(1),
                Enum.Parse<MatterState>(row.GetString(2)),
                Time(row.GetString(3)),
                row.GetString(4)),
            [.. own, ("@most", MatterList.MostRows), ("@before", (number - 1) * MatterList.MostRows)]);
        return new MatterList(matters, number, pages);
    });

    /// <summary>Those in a state, in the order of their submission.</summary>
    internal List<MatterRow> In(MatterState state) => store.Look(transaction =>
        Read(transaction, "WHERE state = @state ORDER BY submitted, number", ("@state", state.ToString())));

    /// <summary>Changes what a draft says.</summary>
    internal MatterRow Save(SelfServiceUser user, MatterRow seen, string content, string? title) =>
        Change(user, seen, MatterState.Draft, (content, title), null);

    /// <summary>Brings it into another state.</summary>
    /// <param name="user">Who does.</param>
    /// <param name="seen">As the user saw it.</param>
    /// <param name="to">The state.</param>
    /// <param name="decision">What was decided, with a step of 0; null: nothing.</param>
    internal MatterRow Move(SelfServiceUser user, MatterRow seen, MatterState to, MatterDecision? decision = null) =>
        Change(user, seen, to, null, decision);

    /// <summary>Ends an approval that another process or thread may have left, whatever its version.</summary>
    internal void Settle(MatterRow approving, MatterState to, Verdict verdict) => store.Run(transaction =>
    {
        var changed = transaction.Execute(
            "UPDATE matter SET state = @to, version = version + 1, changed = @now "
                + "WHERE number = @number AND version = @version AND state = 'Approving'",
            ("@to", to.ToString()),
            ("@now", Text(clock.GetUtcNow())),
            ("@number", approving.Number),
            ("@version", approving.Version));
        if (changed == 1)
        {
            _ = transaction.Execute(
                "UPDATE decision SET verdict = @verdict WHERE matter = @number AND step = @step",
                ("@verdict", verdict.ToString()),
                ("@number", approving.Number),
                ("@step", approving.Decisions[^1].Step));
        }
    });

    private MatterRow Change(
        SelfServiceUser user,
        MatterRow seen,
        MatterState to,
        (string Content, string? Title)? said,
        MatterDecision? decision) => store.Run(transaction =>
    {
        var now = clock.GetUtcNow();
        var changed = transaction.Execute(
            $"UPDATE matter SET {(said is null ? "" : "content = @content, title = @title, ")}"
                + "state = @to, version = version + 1, changed = @now, changed_by = @by, "
                + "submitted = CASE WHEN @to = 'Submitted' AND state = 'Draft' THEN @now ELSE submitted END "
                + "WHERE number = @number AND version = @version AND state = @from",
            [
                ("@to", to.ToString()),
                ("@now", Text(now)),
                ("@by", user.Name),
                ("@number", seen.Number),
                ("@version", seen.Version),
                ("@from", seen.State.ToString()),
                .. said is { } saved ? new (string, object?)[] { ("@content", saved.Content), ("@title", saved.Title) } : [],
            ]);
        if (changed != 1)
        {
            throw new ChangedMeanwhileException(Find(transaction, seen.Number)?.ChangedBy);
        }

        if (decision is null)
        {
            Note(transaction, seen.Number, user);
        }
        else
        {
            _ = transaction.Execute(
                "INSERT INTO decision (matter, step, verdict, operator, name, at, reason, file, body) "
                    + "SELECT @number, coalesce(max(step), 0) + 1, @verdict, @operator, @name, @at, @reason, @file, @body FROM decision "
                    + "WHERE matter = @number",
                ("@number", seen.Number),
                ("@verdict", decision.Verdict.ToString()),
                ("@operator", decision.Operator),
                ("@name", decision.Name),
                ("@at", Text(decision.At)),
                ("@reason", decision.Reason),
                ("@file", decision.File),
                ("@body", decision.Body));
        }

        return Find(transaction, seen.Number)!;
    });

    /// <summary>Who has written it decides nothing of it.</summary>
    private static void Note(DbTransaction transaction, long number, SelfServiceUser writer) => transaction.Execute(
        "INSERT INTO writer (matter, user_id) SELECT @number, @user WHERE NOT EXISTS "
            + "(SELECT 1 FROM writer WHERE matter = @number AND user_id = @user)",
        ("@number", number),
        ("@user", writer.Id));

    private static MatterRow? Find(DbTransaction transaction, long number) =>
        Read(transaction, "WHERE number = @number", ("@number", number)).FirstOrDefault();

    private static List<MatterRow> Read(DbTransaction transaction, string where, params (string Name, object? Value)[] parameters) =>
    [
        .. transaction
            .Query(
                $"SELECT {Columns} FROM matter {where}",
                row => new MatterRow(
                    row.GetInt64(0),
                    Enum.Parse<MatterKind>(row.GetString(1)),
                    row.GetString(2),
                    row.GetString(3),
                    row.GetString(4),
                    Enum.Parse<MatterState>(row.GetString(5)),
                    row.GetInt32(6),
                    row.GetString(7),
                    Time(row.GetString(8)),
                    Time(row.GetString(9)),
                    row.GetString(10),
                    row.IsDBNull(11) ? null : Time(row.GetString(11))),
                parameters)
            .Select(row => row with
            {
                Decisions = DecisionsOf(transaction, row.Number),
                Writers = transaction.Query(
                    "SELECT user_id FROM writer WHERE matter = @number", writer => writer.GetString(0), ("@number", row.Number)),
            }),
    ];

    private static List<MatterDecision> DecisionsOf(DbTransaction transaction, long number) => transaction.Query(
        "SELECT step, verdict, operator, name, at, reason, file, body FROM decision WHERE matter = @number ORDER BY step",
        row => new MatterDecision(
            row.GetInt32(0),
            Enum.Parse<Verdict>(row.GetString(1)),
            row.GetString(2),
            row.GetString(3),
            Time(row.GetString(4)),
            row.IsDBNull(5) ? null : row.GetString(5),
            row.IsDBNull(6) ? null : row.GetString(6))
        {
            Body = row.IsDBNull(7) ? null : row.GetString(7),
        },
        ("@number", number));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
