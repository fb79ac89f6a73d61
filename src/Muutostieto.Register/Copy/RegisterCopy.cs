using Muutostieto.PostgreSql.Copy;
using Muutostieto.Register.PostgreSql;
using Muutostieto.Register.Sql;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Register.Copy;

/// <summary>The register as a store that can be copied: all of it, and what is kept of its feeds.</summary>
public static class RegisterCopy
{
    /// <summary>Tables that are copied, those that others refer to first.</summary>
    public static StorePart Part { get; } = new(
        RegisterScripts.Store,
        new StoreFileForm(
            SqliteSchema.FilePragmas,
            SqliteSchema.ApplicationId,
            SqliteSchema.Version,
            SqliteSchema.Tables + SqliteSchema.Feed + SqliteSchema.Names + SqliteBuildingSchema.Tables + SqliteLateTables.All,
            SqliteSchema.ScanIndex + SqliteSchema.ProtectionIndexes + SqliteBuildingSchema.Indexes + SqliteSchema.Guards
                + SqliteBuildingSchema.Guards,
            SqliteFailure.Of),
        [
            new("register", "id"),
            new("person", "id"),
            new("version", "person", "from_key") { InFileAlone = ["id"] },
            new("journal", "key"),
            new("identity_code", "code", "person", "since_key"),
            new("name_key", "key", "person"),
            new("feed", "id"),
            new("held_statement", "id"),
            new("held_code", "code", "statement"),
            new("imported", "sha256"),
            new("feed_series", "series"),
            new("feed_missing", "series", "number"),
            new("source", "id"),
            new("source_key", "journal_key"),
            new("source_group", "person", "name", "json"),
            new("source_presumed", "person"),
            new("source_pending", "code"),
            new("source_list", "code"),
            new("noted", "id"),
            new("noted_end", "person"),
            new("noted_relation", "person", "code"),
            new("noted_place", "person", "place"),
            new("building", "id"),
            new("building_version", "building", "from_key") { InFileAlone = ["id"] },
            new("building_code", "code"),
            new("dwelling", "id"),
            new("dwelling_place", "building", "place", "from_key"),
            new("building_owner", "id"),
            new("building_entry", "key"),
        ])
    {
        HighestKey = RegisterQueries.LatestKey,
    };
}
