using System.IO.Abstractions;
using Muutostieto.Audit.Files;
using Muutostieto.PostgreSql;
using Npgsql;

namespace Muutostieto.Audit.PostgreSql;

/// <summary>
/// The same for those who append: each append is one transaction under the database's lock of the chain's writers, whatever machines they
/// are on.
/// </summary>
/// <param name="database">Opened at the first use, and again at the next when that fails.</param>
/// <param name="files">Where the folder is.</param>
/// <param name="folder">The audit folder, where no chain may be when the one in the database begins.</param>
internal sealed class PostgreSqlStorage(Lazy<StoreDatabase> database, IFileSystem files, string folder)
    : PostgreSqlArchive(database, files, folder), IAuditStorage
{
    private readonly IFileSystem files = files;
    private readonly string folder = folder;

    public bool IsEmpty => Database.Ask(connection =>
    {
        using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM chain) OR EXISTS (SELECT FROM head)", connection);
        return command.ExecuteScalar() is false;
    });

    public T Look<T>(Func<IChainLook, T> work) =>
        Database.Read(connection => work(new PostgreSqlChainLook(connection, Database.Place)));

    public T Append<T>(Func<IChainEnd, T> work) => Database.Write(connection =>
    {
        var end = PostgreSqlChainEnd.Open(connection, Database.Place);
        return end.Head is null && ChainSegment.All(files, folder).Count > 0
            ? throw AuditErrors.ChainInFiles(Database.Place, folder)
            : work(end);
    });

    /// <summary>From one name to the next in the index: a day has one name, and may have a million rows.</summary>
    public IReadOnlyList<string> PayloadNames() => Database.Ask(connection =>
    {
        using var command = new NpgsqlCommand(
            """
            WITH RECURSIVE known AS (
                (SELECT name FROM payload ORDER BY name LIMIT 1)
                UNION ALL
                SELECT (SELECT p.name FROM payload p WHERE p.name > known.name ORDER BY p.name LIMIT 1)
                FROM known WHERE known.name IS NOT NULL
            )
            SELECT name FROM known WHERE name IS NOT NULL
            """,
            connection);
        var names = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    });

    /// <summary>One after the other, beside those who append: what is broken off goes on the next time.</summary>
    public void RemovePayloads(IReadOnlyCollection<string> names)
    {
        foreach (var name in names)
        {
            Database.Change(connection =>
            {
                using var command = new NpgsqlCommand("DELETE FROM payload WHERE name = @name", connection) { CommandTimeout = 0 };
                command.Parameters.AddWithValue("name", name);
                return command.ExecuteNonQuery();
            });
        }
    }
}
