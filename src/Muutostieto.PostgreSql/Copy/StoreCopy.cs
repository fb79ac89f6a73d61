using Muutostieto.Records;
using Muutostieto.Records.Files;
using Npgsql;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>
/// Copies stores between SQLite files and a database, as of one moment, a row at a time. What was written is read again before it appears,
/// and compared with what was read. A copy that fails or is killed leaves nothing at the target.
/// </summary>
/// <param name="disk">Where the files are.</param>
/// <param name="observer">Follows it.</param>
/// <param name="cancellation">Breaks it off.</param>
public sealed class StoreCopy(IDiskSync disk, ICopyObserver observer, CancellationToken cancellation)
{
    private const int RowsBetweenReports = 1000;

    private const string Unhurried =
        "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL enable_sort = off";

    /// <summary>Stores that are copied with the others, and in files are none of SQLite's; by default none.</summary>
    public IReadOnlyList<IFolderPart> Folders { get; init; } = [];

    /// <summary>Copies from files to empty tables of a database, in one transaction.</summary>
    /// <param name="stores">A store whose file is missing has no rows. The others are of this program's version.</param>
    /// <param name="connectionString">As Npgsql has it. A secret.</param>
    /// <returns>What was copied, in order.</returns>
    /// <exception cref="MuutostietoException">
    /// Usage: the database has rows. Transient: someone writes to a file or to the database, or the database cannot be reached. Fault: the
    /// database refuses, or lacks the tables. Integrity: what was written is not what was read.
    /// </exception>
    public IReadOnlyList<CopiedRows> ToDatabase(IReadOnlyList<StoreFile> stores, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(stores);
        var databases = Open(stores, connectionString);
        using var files = new SourceFiles(disk.Files, stores);
        using var folders = new SourceFolders(disk, Folders);
        using var transaction = Locked(databases);
        return Doing(databases[0], () =>
        {
            var connection = transaction.Connection;
            DatabaseRows.Execute(connection, Unhurried);
            var tables = Tables(connection, stores);
            foreach (var (store, form) in tables)
            {
                if (!DatabaseRows.IsEmpty(connection, form))
                {
                    throw CopyErrors.NotEmpty(databases[0].Place, store.Part.Database, form.Table.Name);
                }
            }

            foreach (var (store, table) in Folders.SelectMany(folder => folder.Tables, (folder, table) => (folder.Database, table)))
            {
                if (!DatabaseRows.IsEmpty(connection, $"{store.Schema}.{table}"))
                {
                    throw CopyErrors.NotEmpty(databases[0].Place, store, table);
                }
            }

            foreach (var store in stores.Where(store => store.Part.Database.Ahead is not null))
            {
                // Where it cannot, the rows lie in the partition that has no end.
                _ = StoreMigration.MakeAhead(connection, store.Part.Database, files.HighestKey(store));
            }

            var copied = tables.Select(table => Digest(
                table.Form,
                observer.Copied,
                take =>
                {
                    using var writer = DatabaseRows.BeginWrite(connection, table.Form);
                    files.Read(table.Store, table.Form, row =>
                    {
                        DatabaseRows.Write(writer, table.Form, row);
                        take(row);
                    });
                    writer.Complete();
                })).ToList();
            copied.AddRange(folders.All.SelectMany(one => one.Source.Write(connection, Reporting(one.Schema, observer.Copied))));
            observer.Written();
            Compare(databases[0].Place, tables, copied, (table, take) => DatabaseRows.Read(connection, table.Form, take));
            Compare(
                databases[0].Place,
                copied.Skip(tables.Count),
                folders.All.SelectMany(one => one.Source.Read(connection, Reporting(one.Schema, observer.Compared))));
            Settle(connection, tables);
            transaction.Commit();
            return copied;
        });
    }

    /// <summary>Copies from a database to files that are not there yet.</summary>
    /// <param name="connectionString">As Npgsql has it. A secret.</param>
    /// <param name="stores">The file of the first one appears last.</param>
    /// <returns>What was copied, in order.</returns>
    /// <exception cref="MuutostietoException">As <see cref="ToDatabase"/>; Usage: there is a file.</exception>
    public IReadOnlyList<CopiedRows> ToFiles(string connectionString, IReadOnlyList<StoreFile> stores)
    {
        ArgumentNullException.ThrowIfNull(stores);
        var databases = Open(stores, connectionString);
        var folders = Folders.Zip(databases.TakeLast(Folders.Count)).ToDictionary(
            pair => pair.First.OpenTarget(disk, pair.Second),
            pair => pair.First.Database.Schema);
        using var files = new TargetFiles(disk, stores, [.. folders.Keys]);
        // Holds the locks of writers while another transaction reads.
        using var transaction = Locked(databases);
        return Doing(databases[0], () =>
        {
            DatabaseRows.Execute(transaction.Connection, Unhurried);
            return databases[0].Read(connection =>
            {
                DatabaseRows.Execute(connection, Unhurried);
                var tables = Tables(connection, stores);
                var copied = new List<CopiedRows>();
                foreach (var store in stores)
                {
                    var file = files.Make(store);
                    copied.AddRange(tables.Where(table => table.Store == store).Select(table => Digest(
                        table.Form,
                        observer.Copied,
                        take =>
                        {
                            using var statement = file.PrepareWrite(table.Form);
                            DatabaseRows.Read(connection, table.Form, row =>
                            {
                                FileRows.Write(statement, table.Form, row);
                                take(row);
                            });
                        })));
                    file.Complete();
                }

                copied.AddRange(files.Write(folder => folder.Write(Reporting(folders[folder], observer.Copied))));
                observer.Written();
                var place = Path.GetDirectoryName(stores[0].Path)!;
                Compare(place, tables, copied, (table, take) => files[table.Store].Read(table.Form, take));
                Compare(
                    place,
                    copied.Skip(tables.Count),
                    folders.SelectMany(one => one.Key.Read(Reporting(one.Value, observer.Compared))));
                files.Place();
                return copied;
            });
        });
    }

    /// <summary>Those of the folders come last.</summary>
    private List<StoreDatabase> Open(IReadOnlyList<StoreFile> stores, string connectionString) =>
    [
        .. stores
            .Select(store => store.Part.Database)
            .Concat(Folders.Select(folder => folder.Database))
            .Select(store => StoreDatabase.Open(connectionString, store)),
    ];

    /// <summary>A transaction beside which nothing else is written to any of the stores.</summary>
    private static StoreTransaction Locked(List<StoreDatabase> databases)
    {
        var transaction = databases[0].BeginWrite();
        try
        {
            RequirePrimary(databases[0].Place, transaction.Connection);
            foreach (var database in databases.Skip(1))
            {
                _ = Doing(database, () =>
                {
                    database.KeepWritersOff(transaction.Connection);
                    return true;
                });
            }

            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    /// <summary>A replica lags, and its locks keep none off who write to the primary.</summary>
    private static void RequirePrimary(string place, NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection);
        if (command.ExecuteScalar() is true)
        {
            throw CopyErrors.Replica(place);
        }
    }

    private static T Doing<T>(StoreDatabase database, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (NpgsqlException e)
        {
            throw database.Failure(e);
        }
    }

    private static List<(StoreFile Store, TableForm Form)> Tables(NpgsqlConnection connection, IEnumerable<StoreFile> stores) =>
    [
        .. from store in stores
           from table in store.Part.Tables
           select (store, TableForm.Read(connection, store.Part.Database.Schema, table)),
    ];

    /// <summary>Numbers go on after the largest; the planner gets to know the new rows.</summary>
    private static void Settle(NpgsqlConnection connection, List<(StoreFile Store, TableForm Form)> tables)
    {
        var names = string.Join(", ", tables.Select(table => table.Form.QualifiedName));
        // For a user who does not own the tables this is a warning without effect; the server analyzes them later of its own accord.
        DatabaseRows.Execute(connection, $"SET LOCAL client_min_messages = error; ANALYZE {names}");
        foreach (var (_, form) in tables)
        {
            DatabaseRows.ContinueNumbers(connection, form);
        }
    }

    private void Compare(
        string place,
        List<(StoreFile Store, TableForm Form)> tables,
        List<CopiedRows> copied,
        Action<(StoreFile Store, TableForm Form), Action<CopyRow>> read)
    {
        foreach (var (table, source) in tables.Zip(copied))
        {
            Compare(place, [source], [Digest(table.Form, observer.Compared, take => read(table, take))]);
        }
    }

    private static void Compare(string place, IEnumerable<CopiedRows> source, IEnumerable<CopiedRows> target)
    {
        foreach (var (one, other) in source.Zip(target))
        {
            if (one != other)
            {
                throw CopyErrors.Differs(place, one, other);
            }
        }
    }

    private Action<string, long> Reporting(string schema, Action<string, string, long> report) => (table, rows) =>
    {
        cancellation.ThrowIfCancellationRequested();
        if (rows % RowsBetweenReports == 0)
        {
            report(schema, table, rows);
        }
    };

    private CopiedRows Digest(TableForm form, Action<string, string, long> report, Action<Action<CopyRow>> read)
    {
        using var digest = new TableDigest(form);
        report(form.Schema, form.Table.Name, 0);
        read(row =>
        {
            digest.Add(row);
            if (digest.Rows % RowsBetweenReports == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report(form.Schema, form.Table.Name, digest.Rows);
            }
        });
        return digest.Result();
    }
}
