using System.Data.Common;
using System.Globalization;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Contacts;

/// <summary>The contact persons of recipients. For all threads at once.</summary>
/// <param name="store">Keeps them.</param>
/// <param name="clock">Says when.</param>
public sealed class ContactService(SelfServiceStore store, TimeProvider clock)
{
    /// <summary>Contact persons of a recipient.</summary>
    public const int MostOfRecipient = 20;

    private const int LongestName = 200;
    private const int LongestPhone = 40;
    private const string Columns = "number, recipient, kind, name, email, phone, version, changed, changed_by";

    /// <summary>Those of the user's recipient.</summary>
    /// <exception cref="AccessRefusedException">The user may not.</exception>
    public IReadOnlyList<Contact> List(SelfServiceUser user)
    {
        var recipient = RequireRecipient(user);
        return store.Look(transaction => Read(transaction, "WHERE recipient = @recipient", ("@recipient", recipient)));
    }

    /// <summary>Those of all recipients, for operators.</summary>
    /// <exception cref="AccessRefusedException">The user may not see the service.</exception>
    public IReadOnlyList<Contact> All(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.Require(UserAction.SeeService);
        return store.Look(transaction => Read(transaction, ""));
    }

    /// <summary>Adds one.</summary>
    /// <exception cref="AccessRefusedException">The user may not.</exception>
    /// <exception cref="RefusedInputException">Something is missing, too long or malformed, or there are too many.</exception>
    public Contact Add(SelfServiceUser user, ContactContent content)
    {
        var recipient = RequireRecipient(user);
        Check(content);
        return store.Run(transaction =>
        {
            if (Read(transaction, "WHERE recipient = @recipient", ("@recipient", recipient)).Count >= MostOfRecipient)
            {
                throw new RefusedInputException([new FieldFault("contacts", FieldProblem.TooLong) { Limit = MostOfRecipient }]);
            }

            var number = GivenNumbers.Next(transaction, GivenNumbers.Contact);
            _ = transaction.Execute(
                $"INSERT INTO contact ({Columns}) VALUES (@number, @recipient, @kind, @name, @email, @phone, 1, @now, @by)",
                [("@number", number), ("@recipient", recipient), .. Values(user, content)]);
            return Read(transaction, "WHERE number = @number", ("@number", number))[0];
        });
    }

    /// <summary>Changes one.</summary>
    /// <param name="user">Of the recipient.</param>
    /// <param name="number">Which one.</param>
    /// <param name="version">As the user saw it.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="AccessRefusedException">The user may not, or it is another recipient's or not there.</exception>
    /// <exception cref="RefusedInputException">Something is missing, too long or malformed.</exception>
    /// <exception cref="ChangedMeanwhileException">There is another version.</exception>
    public Contact Change(SelfServiceUser user, long number, int version, ContactContent content)
    {
        var recipient = RequireRecipient(user);
        Check(content);
        return store.Run(transaction =>
        {
            var own = Own(transaction, recipient, number, version);
            _ = transaction.Execute(
                "UPDATE contact SET kind = @kind, name = @name, email = @email, phone = @phone, version = version + 1, changed = @now, "
                    + "changed_by = @by WHERE number = @number",
                [("@number", own.Number), .. Values(user, content)]);
            return Read(transaction, "WHERE number = @number", ("@number", number))[0];
        });
    }

    /// <summary>Removes one.</summary>
    /// <inheritdoc cref="Change"/>
    public void Remove(SelfServiceUser user, long number, int version)
    {
        var recipient = RequireRecipient(user);
        store.Run(transaction =>
        {
            var own = Own(transaction, recipient, number, version);
            _ = transaction.Execute("DELETE FROM contact WHERE number = @number", ("@number", own.Number));
        });
    }

    private static string RequireRecipient(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.RequireRecipient(UserAction.KeepContacts);
    }

    private static void Check(ContactContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var check = new FieldCheck();
        if (!Enum.IsDefined(content.Kind))
        {
            check.Add("kind", FieldProblem.Unknown);
        }

        check.Text("name", content.Name, LongestName, required: true);
        check.Email("email", content.Email, required: true);
        check.Phone("phone", content.Phone, LongestPhone);
        RefusedInputException.ThrowIfAny(check.Faults);
    }

    private static Contact Own(DbTransaction transaction, string recipient, long number, int version)
    {
        var found = Read(transaction, "WHERE number = @number", ("@number", number)).FirstOrDefault();
        return found?.Recipient != recipient ? throw new AccessRefusedException(UserAction.KeepContacts)
            : found.Version != version ? throw new ChangedMeanwhileException(found.ChangedBy)
            : found;
    }

    private (string Name, object? Value)[] Values(SelfServiceUser user, ContactContent content) =>
    [
        ("@kind", content.Kind.ToString()),
        ("@name", content.Name!.Trim()),
        ("@email", content.Email!.Trim()),
        ("@phone", string.IsNullOrWhiteSpace(content.Phone) ? null : content.Phone.Trim()),
        ("@now", clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        ("@by", user.Name),
    ];

    private static List<Contact> Read(DbTransaction transaction, string where, params (string Name, object? Value)[] parameters) =>
        transaction.Query(
            $"SELECT {Columns} FROM contact {where} ORDER BY recipient, kind, name, number",
            row => new Contact(
                row.GetInt64(0),
                row.GetString(1),
                new ContactContent
                {
                    Kind = Enum.Parse<ContactKind>(row.GetString(2)),
                    Name = row.GetString(3),
                    Email = row.GetString(4),
                    Phone = row.IsDBNull(5) ? null : row.GetString(5),
                },
                row.GetInt32(6),
                DateTimeOffset.Parse(row.GetString(7), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                row.GetString(8)),
            parameters);
}
