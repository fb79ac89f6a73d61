using Npgsql;

namespace Muutostieto.Testing;

/// <summary>A database of one test's own, removed when it is disposed of.</summary>
internal sealed class PostgreSqlDatabase(PostgreSqlCluster cluster, string name) : IDisposable
{
    /// <summary>In the cluster.</summary>
    internal string Name => name;

    /// <summary>For the owner.</summary>
    internal string ConnectionString => cluster.ConnectionString(name);

    /// <summary>For another role.</summary>
    internal string ConnectionStringOf(string user, string? password = null) => cluster.ConnectionString(name, user, password);

    /// <summary>Runs statements as the owner.</summary>
    internal void Execute(string sql) => cluster.Execute(sql, name);

    /// <summary>The first column of the first row, read as the owner.</summary>
    internal object? Value(string sql)
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false };
        using var connection = new NpgsqlConnection(builder.ToString());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    /// <summary>Ends the connections of others to it, as a broken network does.</summary>
    internal void CutConnections() =>
        cluster.Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");

    public void Dispose() => cluster.Execute($"DROP DATABASE {name} WITH (FORCE)");
}
