namespace Muutostieto.Register.Sql;

/// <summary>What is often asked of statements.</summary>
internal static class SqlDatabaseQuestions
{
    /// <summary>The first column of the first row; 0 when there is none.</summary>
    internal static long Number(this ISqlDatabase database, string sql)
    {
        using var statement = database.Prepare(sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    /// <summary>The id that an insertion returns.</summary>
    internal static long NewId(this ISqlStatement statement)
    {
        try
        {
            statement.Step();
            return statement.Number(0);
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Runs one statement without rows and parameters.</summary>
    internal static void Run(this ISqlDatabase database, string sql)
    {
        using var statement = database.Prepare(sql);
        _ = statement.Run();
    }
}
