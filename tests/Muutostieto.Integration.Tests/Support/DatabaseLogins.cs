namespace Muutostieto.Integration.Tests.Support;

/// <summary>
/// A login for each part of the program, in one database: <c>register</c>, <c>deliveries</c>, <c>interface</c>, <c>owner</c>.
/// </summary>
internal sealed class DatabaseLogins
{
    private readonly PostgreSqlDatabase database;

    /// <param name="database">Empty: the tables are the owner's to make.</param>
    internal DatabaseLogins(PostgreSqlDatabase database)
    {
        this.database = database;
        foreach (var part in new[] { "register", "deliveries", "interface", "owner" })
        {
            database.Execute($"CREATE ROLE {NameOf(part)} LOGIN");
        }

        database.Execute($"GRANT CREATE ON DATABASE {database.Name} TO {NameOf("owner")}");
    }

    internal string ConnectionStringOf(string part) => database.ConnectionStringOf(NameOf(part));

    internal string NameOf(string part) => $"{database.Name}_{part}";
}
