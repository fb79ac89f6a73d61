using System.Data.Common;

namespace Muutostieto.SelfService.Store;

/// <summary>Statements with named parameters, of any database.</summary>
internal static class StoreCommands
{
    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    internal static int Execute(this DbTransaction transaction, string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = NewCommand(transaction, sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads all rows of a query.</summary>
    internal static List<T> Query<T>(
        this DbTransaction transaction, string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using var command = NewCommand(transaction, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static DbCommand NewCommand(DbTransaction transaction, string sql, (string Name, object? Value)[] parameters)
    {
        var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
