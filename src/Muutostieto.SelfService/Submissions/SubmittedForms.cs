using System.Globalization;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Submissions;

/// <summary>
/// The forms that were sent: each form that a page shows has an id of its own, and is done once, however often it is sent (a double click,
/// the back button, two windows). For all threads at once, and over restarts.
/// </summary>
public sealed class SubmittedForms(SelfServiceStore store, TimeProvider clock)
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(2);

    /// <summary>Takes a form's turn.</summary>
    /// <param name="form">The form's id.</param>
    /// <param name="user">Whose form it is; the same id of another user is another form.</param>
    public FormTurn Begin(Guid form, SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var (id, now) = (Id(form, user), clock.GetUtcNow());
        return store.Run<FormTurn>(transaction =>
        {
            var known = transaction.Query(
                "SELECT place FROM submission WHERE id = @id",
                row => row.IsDBNull(0) ? null : row.GetString(0),
                ("@id", id));
            if (known.Count > 0)
            {
                return known[0] is { } place ? new FormTurn.Done(place) : new FormTurn.InDoubt();
            }

            transaction.Execute("DELETE FROM submission WHERE at <= @old", ("@old", Text(now - Keep)));
            transaction.Execute(
                "INSERT INTO submission (id, user_id, at) VALUES (@id, @user, @at)", ("@id", id), ("@user", user.Id), ("@at", Text(now)));
            return new FormTurn.First();
        });
    }

    /// <summary>It was done: a second one goes to the same place.</summary>
    /// <param name="form">The form's id.</param>
    /// <param name="user">Whose form it is.</param>
    /// <param name="place">A path of this site.</param>
    public void Finish(Guid form, SelfServiceUser user, string place)
    {
        ArgumentNullException.ThrowIfNull(user);
        store.Run(transaction =>
        {
            transaction.Execute("UPDATE submission SET place = @place WHERE id = @id", ("@place", place), ("@id", Id(form, user)));
        });
    }

    /// <summary>Nothing was done: the same form may be sent again.</summary>
    public void Release(Guid form, SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        store.Run(transaction =>
        {
            transaction.Execute("DELETE FROM submission WHERE id = @id AND place IS NULL", ("@id", Id(form, user)));
        });
    }

    private static string Id(Guid form, SelfServiceUser user) => $"{form:N} {user.Id}";

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
