using System.Data.Common;
using System.Globalization;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Notices;

/// <summary>Technical notices, which operators write for users. For all threads at once.</summary>
/// <param name="store">Keeps them.</param>
/// <param name="clock">Says when.</param>
public sealed class NoticeService(SelfServiceStore store, TimeProvider clock)
{
    private const int Longest = 2000;
    private const string Columns = "number, fi, sv, en, shown_from, shown_to, version, changed, changed_by";

    /// <summary>Those that are shown now, the newest first.</summary>
    /// <exception cref="AccessRefusedException">The user may not read them.</exception>
    public IReadOnlyList<Notice> Current(SelfServiceUser user)
    {
        Require(user, UserAction.ReadNotices);
        var now = clock.GetUtcNow();
        return
        [
            .. store.Look(transaction => Read(transaction, ""))
                .Where(notice => notice.Content.From <= now && !(notice.Content.To < now)),
        ];
    }

    /// <summary>All of them, also those of before and later, the newest first.</summary>
    /// <exception cref="AccessRefusedException">The user may not publish.</exception>
    public IReadOnlyList<Notice> All(SelfServiceUser user)
    {
        Require(user, UserAction.PublishNotices);
        return store.Look(transaction => Read(transaction, ""));
    }

    /// <summary>Publishes one.</summary>
    /// <exception cref="AccessRefusedException">The user may not publish.</exception>
    /// <exception cref="RefusedInputException">A language is missing or too long, or it ends before it begins.</exception>
    public Notice Publish(SelfServiceUser user, NoticeContent content)
    {
        Require(user, UserAction.PublishNotices);
        Check(content);
        return store.Run(transaction =>
        {
            var number = GivenNumbers.Next(transaction, GivenNumbers.Notice);
            _ = transaction.Execute(
                $"INSERT INTO notice ({Columns}) VALUES (@number, @fi, @sv, @en, @from, @to, 1, @now, @by)",
                [("@number", number), .. Values(user, content)]);
            return Read(transaction, "WHERE number = @number", ("@number", number))[0];
        });
    }

    /// <summary>Changes one.</summary>
    /// <param name="user">An operator.</param>
    /// <param name="number">Which one.</param>
    /// <param name="version">As the user saw it.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="AccessRefusedException">The user may not publish, or there is none.</exception>
    /// <exception cref="RefusedInputException">A language is missing or too long, or it ends before it begins.</exception>
    /// <exception cref="ChangedMeanwhileException">There is another version.</exception>
    public Notice Change(SelfServiceUser user, long number, int version, NoticeContent content)
    {
        Require(user, UserAction.PublishNotices);
        Check(content);
        return store.Run(transaction =>
        {
            var seen = Seen(transaction, number, version);
            _ = transaction.Execute(
                "UPDATE notice SET fi = @fi, sv = @sv, en = @en, shown_from = @from, shown_to = @to, version = version + 1, "
                    + "changed = @now, changed_by = @by WHERE number = @number",
                [("@number", seen.Number), .. Values(user, content)]);
            return Read(transaction, "WHERE number = @number", ("@number", number))[0];
        });
    }

    /// <summary>Removes one.</summary>
    /// <inheritdoc cref="Change"/>
    public void Remove(SelfServiceUser user, long number, int version)
    {
        Require(user, UserAction.PublishNotices);
        store.Run(transaction =>
        {
            _ = transaction.Execute(
                "DELETE FROM notice WHERE number = @number", ("@number", Seen(transaction, number, version).Number));
        });
    }

    private static void Require(SelfServiceUser user, UserAction action)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.Require(action);
    }

    private static void Check(NoticeContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var check = new FieldCheck();
        foreach (var (field, text) in new[] { ("fi", content.Fi), ("sv", content.Sv), ("en", content.En) })
        {
            check.Text(field, text, Longest, required: true, hasLines: true);
        }

        if (content.To < content.From)
        {
            check.Add("to", FieldProblem.Contradicts);
        }

        RefusedInputException.ThrowIfAny(check.Faults);
    }

    private static Notice Seen(DbTransaction transaction, long number, int version)
    {
        var found = Read(transaction, "WHERE number = @number", ("@number", number)).FirstOrDefault()
            ?? throw new AccessRefusedException(UserAction.PublishNotices);
        return found.Version == version ? found : throw new ChangedMeanwhileException(found.ChangedBy);
    }

    private (string Name, object? Value)[] Values(SelfServiceUser user, NoticeContent content) =>
    [
        ("@fi", content.Fi!.Trim()),
        ("@sv", content.Sv!.Trim()),
        ("@en", content.En!.Trim()),
        ("@from", Text(content.From)),
        ("@to", content.To is { } to ? Text(to) : null),
        ("@now", Text(clock.GetUtcNow())),
        ("@by", user.Name),
    ];

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static List<Notice> Read(DbTransaction transaction, string where, params (string Name, object? Value)[] parameters) =>
        transaction.Query(
            $"SELECT {Columns} FROM notice {where} ORDER BY number DESC",
            row => new Notice(
                row.GetInt64(0),
                new NoticeContent
                {
                    Fi = row.GetString(1),
                    Sv = row.GetString(2),
                    En = row.GetString(3),
                    From = Time(row.GetString(4)),
                    To = row.IsDBNull(5) ? null : Time(row.GetString(5)),
                },
                row.GetInt32(6),
                Time(row.GetString(7)),
                row.GetString(8)),
            parameters);
}
