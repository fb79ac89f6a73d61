using System.IO.Compression;
using Microsoft.Data.Sqlite;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>
/// The tables of a delivered CSV package in SQLite, in memory: another engine, which reads nothing but what was delivered. A table has the
/// name of its file without the ending, its columns are text.
/// </summary>
internal sealed class DeliveredTables : IDisposable
{
    private readonly SqliteConnection database = new("Data Source=:memory:");

    public DeliveredTables(string package)
    {
        database.Open();
        using var zip = ZipFile.OpenRead(package);
        foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.Ordinal)))
        {
            Load(Path.GetFileNameWithoutExtension(entry.Name), entry);
        }
    }

    /// <summary>The first value of the first row.</summary>
    public long Number(string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Makes a table of the others.</summary>
    public void Execute(string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => database.Dispose();

    private void Load(string table, ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        var columns = reader.ReadLine()!.Split(';');
        using var transaction = database.BeginTransaction();
        using var command = database.CreateCommand();
        command.CommandText = $"CREATE TABLE \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\" TEXT"))})";
        command.ExecuteNonQuery();
        command.CommandText = $"INSERT INTO \"{table}\" VALUES ({string.Join(", ", columns.Select((_, column) => $"$c{column}"))})";
        var values = columns.Select((_, column) => command.Parameters.Add($"$c{column}", SqliteType.Text)).ToList();
        while (reader.ReadLine() is { } line)
        {
            foreach (var (value, cell) in values.Zip(line.Split(';')))
            {
                value.Value = cell.Trim('"');
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
