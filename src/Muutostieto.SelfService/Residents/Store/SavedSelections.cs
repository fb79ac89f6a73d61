using System.Data.Common;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Residents.Store;

/// <summary>The saved selections in the store. A user's are found by user and recipient alone.</summary>
internal sealed class SavedSelections(SelfServiceStore store)
{
    /// <summary>Keeps one, unless the user has too many.</summary>
    /// <returns>Whether it is kept.</returns>
    internal bool Add(string user, string recipient, SavedSelection selection, int most) => store.Run(transaction =>
    {
        if (Of(transaction, user, recipient).Count >= most)
        {
            return false;
        }

        _ = transaction.Execute(
            "INSERT INTO selection (id, user_id, recipient, name, permit, task, search, saved) VALUES "
                + "(@id, @user, @recipient, @name, @permit, @task, @search, @saved)",
            ("@id", selection.Id), ("@user", user), ("@recipient", recipient), ("@name", selection.Name), ("@permit", selection.Permit),
            ("@task", selection.Task), ("@search", ResidentSearchJson.Write(selection.Search)), ("@saved", StoredTime.Of(selection.Saved)));
        return true;
    });

    /// <summary>In order of name.</summary>
    internal IReadOnlyList<SavedSelection> Of(string user, string recipient) => store.Look(transaction => Of(transaction, user, recipient));

    /// <summary>Whether there was one to rename.</summary>
    internal bool Rename(string user, string recipient, string id, string name) => store.Run(transaction => transaction.Execute(
        "UPDATE selection SET name = @name WHERE id = @id AND user_id = @user AND recipient = @recipient",
        ("@name", name), ("@id", id), ("@user", user), ("@recipient", recipient))) == 1;

    /// <summary>Whether there was one to remove.</summary>
    internal bool Remove(string user, string recipient, string id) => store.Run(transaction => transaction.Execute(
        "DELETE FROM selection WHERE id = @id AND user_id = @user AND recipient = @recipient",
        ("@id", id), ("@user", user), ("@recipient", recipient))) == 1;

    private static List<SavedSelection> Of(DbTransaction transaction, string user, string recipient) => transaction.Query(
        "SELECT id, name, permit, task, search, saved FROM selection WHERE user_id = @user AND recipient = @recipient ORDER BY name, id",
        row => new SavedSelection
        {
            Id = row.GetString(0),
            Name = row.GetString(1),
            Permit = row.GetString(2),
            Task = row.GetString(3),
            Search = ResidentSearchJson.Read(row.GetString(4)),
            Saved = StoredTime.Parse(row.GetString(5)),
        },
        ("@user", user), ("@recipient", recipient));
}
