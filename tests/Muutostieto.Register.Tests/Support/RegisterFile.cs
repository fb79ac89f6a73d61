using Microsoft.Data.Sqlite;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Register.Tests.Support;

/// <summary>The place of a register's file in a folder that is gone after the test, and a way to it past the register.</summary>
internal sealed class RegisterFile : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public string Path => Folder.File("register.db");

    public IRegisterLoader Create() => SqliteRegister.Create(Path, Some.Origin, Some.Clock);

    /// <summary>Asks the file by other means than the register's own; the answer is the wanted column of every row, one a line.</summary>
    public object? Sql(string sql, int column = 0)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        object? answer = null;
        while (rows.Read())
        {
            answer = answer is null ? rows.GetValue(column) : $"{answer}\n{rows.GetValue(column)}";
        }

        return answer;
    }

    public void Dispose() => Folder.Dispose();
}
