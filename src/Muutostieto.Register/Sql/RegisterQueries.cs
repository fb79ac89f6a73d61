namespace Muutostieto.Register.Sql;

/// <summary>What readers and writers ask about persons, in the SQL that all databases know.</summary>
internal static class RegisterQueries
{
    /// <summary>Who has or had the surname and day of a key (?1), and perhaps others.</summary>
    public const string Named = "SELECT person FROM name_key WHERE key = ?1 ORDER BY person";

    /// <summary>
    /// Who has been under an order at any moment from a key (?1) on, as of it included, and whether it was in force as of it.
    /// </summary>
    public const string OrdersFrom = """
        SELECT person, max(CASE WHEN from_key <= ?1 THEN 1 ELSE 0 END) FROM version WHERE ban_end IS NOT NULL AND merged_into IS NULL
            AND (to_key IS NULL OR to_key > ?1) GROUP BY person
        """;

    /// <summary>Merged persons: into which person, and since which key.</summary>
    public const string Mergers = "SELECT person, merged_into, from_key FROM version WHERE merged_into IS NOT NULL";

    /// <summary>
    /// For which code a statement is held, since when and until when, and its record, in the order in which they came.
    /// </summary>
    public const string Held = """
        SELECT c.code, s.at_key, s.applied_key, s.record
        FROM held_code c JOIN held_statement s ON s.id = c.statement ORDER BY s.id
        """;

    /// <summary>The codes that a person (?1) has or had; those too that it got from persons merged into it.</summary>
    public const string CodesOf = "SELECT code FROM identity_code WHERE person = ?1";

    /// <summary>The columns that <see cref="VersionRows.Read"/> expects.</summary>
    public const string VersionColumns = "person, from_key, to_key, code, municipality, alive, ban_end, merged_into, document";

    /// <summary>
    /// A person (?1) as of a key (?2). A person's versions follow one another without a gap: the last one begun is in force, which is one
    /// look into the index.
    /// </summary>
    public const string VersionAt =
        $"SELECT {VersionColumns} FROM version WHERE person = ?1 AND from_key <= ?2 ORDER BY from_key DESC LIMIT 1";

    /// <summary>
    /// The same where versions in force lie apart from those that ended: mostly it is the one in force, and then no other is looked for.
    /// </summary>
    public const string VersionInPartsAt = $"""
        SELECT {VersionColumns} FROM version WHERE person = ?1 AND from_key <= ?2 AND to_key IS NULL
        UNION ALL SELECT {VersionColumns} FROM version WHERE person = ?1 AND from_key <= ?2 AND to_key > ?2
        LIMIT 1
        """;

    /// <summary>The persons merged into the person (?1) as of a key (?2), directly or through others.</summary>
    public const string MergedInto = """
        WITH RECURSIVE gone(person) AS (
          SELECT person FROM merger WHERE survivor = ?1 AND key <= ?2
          UNION SELECT merger.person FROM merger JOIN gone ON merger.survivor = gone.person WHERE merger.key <= ?2)
        SELECT person FROM gone ORDER BY person
        """;

    public const string LatestKey = """
        SELECT coalesce(max(key), 0) FROM (SELECT max(key) AS key FROM journal UNION ALL SELECT max(key) FROM building_entry) latest
        """;

    /// <summary>Whose a code (?1) is now, and whether it is in force.</summary>
    public const string HoldersOf = "SELECT person, active FROM identity_code WHERE code = ?1 AND until_key IS NULL ORDER BY person";

    /// <summary>Whose a code (?1) was as of a key (?2), in force or not.</summary>
    public const string HoldersAt =
        "SELECT DISTINCT person FROM identity_code WHERE code = ?1 AND since_key <= ?2 AND (until_key IS NULL OR until_key > ?2) ORDER BY "
            + "person";

    /// <summary>Who got a code (?1) first after a key (?2).</summary>
    public const string NextHolder =
        "SELECT person FROM identity_code WHERE code = ?1 AND since_key > ?2 ORDER BY since_key, person LIMIT 1";

    /// <summary>Every person who has or had a code (?1) up to a key (?2), as the person it is merged into by then.</summary>
    public const string EverHeldBy = """
        WITH RECURSIVE holder(person) AS (
          SELECT person FROM identity_code WHERE code = ?1 AND since_key <= ?2
          UNION SELECT merger.survivor FROM holder JOIN merger ON merger.person = holder.person WHERE merger.key <= ?2)
        SELECT person FROM holder WHERE NOT EXISTS (SELECT 1 FROM merger WHERE merger.person = holder.person AND merger.key <= ?2)
            ORDER BY person
        """;
}
