using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.PostgreSql;

/// <summary>Which login of the database may do what in the stores: as their <see cref="StoreScripts.Rights"/> say, and no more.</summary>
public static class StoreRoles
{
    /// <summary>The statements that give each role its rights and take from it all others in these stores.</summary>
    /// <param name="stores">In their order.</param>
    /// <param name="names">The database's name of each role. One may be that of two roles, and then has the rights of both.</param>
    public static IReadOnlyList<string> Statements(IReadOnlyList<StoreScripts> stores, IReadOnlyDictionary<StoreRole, string> names)
    {
        ArgumentNullException.ThrowIfNull(stores);
        ArgumentNullException.ThrowIfNull(names);
        // What everybody may do, each of them may.
        var holders = names.Values.Distinct().Select(Quoted).Append("PUBLIC").ToList();
        var revokes = stores.SelectMany(store => holders.SelectMany<string, string>(holder =>
        [
            $"REVOKE ALL ON ALL TABLES IN SCHEMA {store.Schema} FROM {holder}",
            $"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {store.Schema} FROM {holder}",
            $"REVOKE ALL ON SCHEMA {store.Schema} FROM {holder}",
        ]));
        return [.. revokes, .. names.OrderBy(each => each.Key).SelectMany(each => Grants(stores, each.Key, each.Value))];
    }

    /// <summary>Runs them, all or none.</summary>
    /// <param name="connectionString">Of the owner of the tables.</param>
    /// <param name="stores">Whose tables are there and of this program's version.</param>
    /// <param name="names">As in <see cref="Statements"/>.</param>
    /// <exception cref="MuutostietoException">
    /// Usage: the server has no role of a name, or it may do what the owner may.
    /// Fault: the tables are not there, or the user does not own them.
    /// </exception>
    public static void Apply(
        string connectionString, IReadOnlyList<StoreScripts> stores, IReadOnlyDictionary<StoreRole, string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var statements = Statements(stores, names);
        _ = StoreMigration.Locked(connectionString, stores, (connection, place, enter) =>
        {
            foreach (var store in stores)
            {
                enter(store);
                StoreVersion.Check(connection, place, store);
                RequireOthers(connection, place, store, names);
            }

            foreach (var statement in statements)
            {
                StoreMigration.Execute(connection, statement);
            }

            return true;
        });
    }

    /// <summary>Gives the roles that have been given rights before those on what scripts have added since. Takes none from any.</summary>
    internal static void Renew(NpgsqlConnection connection, IReadOnlyList<StoreScripts> stores)
    {
        var known = Enum.GetValues<StoreRole>().ToDictionary(role => role, role => Known(connection, stores, role));

        // What the interface may do is what deliveries may do too.
        known[StoreRole.Interface].ExceptWith(known[StoreRole.Deliveries]);
        foreach (var statement in known.SelectMany(each => each.Value.SelectMany(name => Grants(stores, each.Key, name))))
        {
            StoreMigration.Execute(connection, statement);
        }
    }

    private static IEnumerable<string> Grants(IReadOnlyList<StoreScripts> stores, StoreRole role, string name)
    {
        foreach (var store in stores)
        {
            var rights = store.Rights.Where(right => right.Role == role).ToList();
            if (rights.Count == 0)
            {
                continue;
            }

            yield return $"GRANT USAGE ON SCHEMA {store.Schema} TO {Quoted(name)}";
            yield return $"GRANT SELECT ON ALL TABLES IN SCHEMA {store.Schema} TO {Quoted(name)}";
            foreach (var right in rights.Where(right => right.Privileges is not null))
            {
                var objects = string.Join(", ", right.Objects.Select(each => $"{store.Schema}.{each}"));
                yield return $"GRANT {right.Privileges} ON {objects} TO {Quoted(name)}";
            }
        }
    }

    /// <summary>Who may insert into the first table that is the role's to fill, beside its owner.</summary>
    private static SortedSet<string> Known(NpgsqlConnection connection, IReadOnlyList<StoreScripts> stores, StoreRole role)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var first = stores
            .SelectMany(store => store.Rights.Where(right => right.Role == role).Select(right => (store.Schema, Right: right)))
            .FirstOrDefault(each => each.Right.Privileges?.Contains("INSERT", StringComparison.Ordinal) == true);
        if (first.Right is null)
        {
            return names;
        }

        using var command = new NpgsqlCommand(
            """
            SELECT DISTINCT role.rolname FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) AS given
            JOIN pg_roles role ON role.oid = given.grantee
            WHERE c.oid = to_regclass(@table) AND given.privilege_type = 'INSERT' AND given.grantee <> c.relowner
            """,
            connection);
        command.Parameters.AddWithValue("table", $"{first.Schema}.{first.Right.Objects[0]}");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    /// <summary>
    /// A superuser, the owner and a member of the owner's role can do everything, whatever is granted. "public" means everybody, in
    /// quotation marks too.
    /// </summary>
    private static void RequireOthers(
        NpgsqlConnection connection, string place, StoreScripts store, IReadOnlyDictionary<StoreRole, string> names)
    {
        if (names.Values.Contains("public", StringComparer.Ordinal))
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{place}: \"public\" is no role: the rights would be everybody's. Nothing was changed. Make a login of its own for each "
                    + "role.");
        }

        using var command = new NpgsqlCommand(
            """
            SELECT name FROM unnest(@names) AS given (name), pg_class WHERE oid = 'applied_script'::regclass
                AND pg_has_role(name::name, relowner, 'MEMBER') ORDER BY name LIMIT 1
            """,
            connection);
        command.Parameters.AddWithValue("names", names.Values.Distinct().ToArray());
        if (command.ExecuteScalar() is string mighty)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{place}: \"{mighty}\" owns the tables of {store.Noun}, is a member of the role that does, or is a superuser: it can give "
                    + "itself any right. Nothing was changed. Make a login of its own for each role.");
        }
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
