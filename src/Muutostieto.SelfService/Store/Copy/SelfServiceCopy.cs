using Microsoft.Data.Sqlite;
using Muutostieto.PostgreSql.Copy;

namespace Muutostieto.SelfService.Store.Copy;

/// <summary>The store of the self-service as one that can be copied. Keys of cookies are not: users log in again.</summary>
public static class SelfServiceCopy
{
    /// <summary>Tables that are copied, those that others refer to first.</summary>
    public static StorePart Part { get; } = new(
        SelfServiceScripts.Store,
        new StoreFileForm(
            "",
            (int)StoreSchema.ApplicationId,
            StoreSchema.Version,
            string.Concat(StoreSchema.Scripts) + "DELETE FROM numbered;",
            "",
            (path, result, message) => StoreErrors.Of(path, new SqliteException(message, result & 0xFF, result))),
        [
            new("session", "id"),
            new("submission", "id"),
            new("matter", "number"),
            new("writer", "matter", "user_id"),
            new("decision", "matter", "step"),
            new("preview", "number"),
            new("numbered", "kind"),
            new("contact", "number"),
            new("notice", "number"),
            new("upload", "number"),
            new("pick", "id"),
            new("selection", "id"),
        ]);
}
