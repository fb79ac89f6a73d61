using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Muutostieto.Register.PostgreSql;

/// <summary>
/// One query over several municipalities: of each its own part of an index, which the server merges in the order of the codes. Nothing is
/// sorted, and rows come as they are read.
/// </summary>
internal sealed class MunicipalityScan
{
    /// <summary>After so many rows it is looked whether the scan was given up.</summary>
    internal const int CancellationInterval = 256;

    private readonly PostgreSqlSession session;
    private readonly StringBuilder sql = new();
    private readonly List<NpgsqlParameter> parameters;

    /// <param name="session">The register's.</param>
    /// <param name="select">The query of one municipality, which is @m; the key is @key.</param>
    /// <param name="municipalities">One given twice counts once.</param>
    /// <param name="asOf">As of which key.</param>
    /// <param name="others">Other parameters of the query.</param>
    public MunicipalityScan(
        PostgreSqlSession session, string select, IReadOnlyList<string> municipalities, JournalKey asOf, params NpgsqlParameter[] others)
    {
        this.session = session;
        parameters = [.. others, new NpgsqlParameter("key", NpgsqlDbType.Bigint) { Value = Math.Min(asOf.Value, long.MaxValue - 1) }];
        foreach (var municipality in municipalities.Distinct(StringComparer.Ordinal))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"m{parameters.Count}");
            // Each part in order too: else the whole is sorted.
            sql.Append(sql.Length == 0 ? "(" : " ORDER BY code) UNION ALL (")
                .Append(select.Replace("@m", "@" + name, StringComparison.Ordinal));
            parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Text) { Value = municipality });
        }

        sql.Append(" ORDER BY code)");
        if (parameters.Count > others.Length + 2)
        {
            sql.Append(" ORDER BY code");
        }
    }

    /// <summary>Shows row by row; the scan has a connection of its own.</summary>
    public void Run(Action<NpgsqlDataReader> show, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (parameters.TrueForAll(parameter => parameter.ParameterName[0] != 'm'))
        {
            return;
        }

        if (session.Outer is { } outer)
        {
            Run(outer, show, cancellation);
            return;
        }

        _ = session.Store.Read(connection =>
        {
            Run(connection, show, cancellation);
            return true;
        });
    }

    /// <summary>About how many rows there are, as the server's statistics say.</summary>
    public long EstimatedRows() => session.Store.Read(connection =>
    {
        using var command = Command(connection);
        command.CommandText = "EXPLAIN (FORMAT JSON) " + command.CommandText;
        using var plan = JsonDocument.Parse((string)command.ExecuteScalar()!);
        return (long)plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
    });

    /// <summary>The query, in a transaction whose settings make the planner take the order from the index.</summary>
    internal NpgsqlCommand Command(NpgsqlConnection connection)
    {
        // Whatever the statistics say of a table that has just been filled.
        using var planning = new NpgsqlCommand(
            "SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL jit = off; "
                + "SET LOCAL max_parallel_workers_per_gather = 0",
            connection);
        planning.ExecuteNonQuery();
        // Constant texts and the names of parameters.
#pragma warning disable CA2100
        var command = new NpgsqlCommand(sql.ToString(), connection) { CommandTimeout = PostgreSqlStatement.TimeoutSeconds };
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters.ConvertAll(parameter => parameter.Clone()).ToArray());
        return command;
    }

    private void Run(NpgsqlConnection connection, Action<NpgsqlDataReader> show, CancellationToken cancellation)
    {
        using var command = Command(connection);
        using var reader = command.ExecuteReader();
        ShowAll(command, reader, show, cancellation);
    }

    private static void ShowAll(
        NpgsqlCommand command, NpgsqlDataReader reader, Action<NpgsqlDataReader> show, CancellationToken cancellation)
    {
        try
        {
            for (var seen = 1; reader.Read(); seen++)
            {
                if (seen % CancellationInterval == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                show(reader);
            }
        }
        catch (Exception failure) when (failure is not NpgsqlException)
        {
            End(command, reader);
            throw;
        }
    }

    /// <summary>Without it the connection would read the rest of the population before it is free.</summary>
    private static void End(NpgsqlCommand command, NpgsqlDataReader reader)
    {
        try
        {
            command.Cancel();
            reader.Dispose();
        }
        catch (NpgsqlException)
        {
            // The answer to the cancellation.
        }
    }
}
