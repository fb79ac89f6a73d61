using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Muutostieto.Register.Sql;

namespace Muutostieto.Register.PostgreSql;

/// <summary>A register in a PostgreSQL database, which many programs on several machines may read and write at once.</summary>
public static class PostgreSqlRegister
{
    /// <summary>Default time to wait for another writer: 10 seconds.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(StoreDatabase.DefaultBusySeconds);

    /// <summary>The tables, for those who make them.</summary>
    public static StoreScripts Scripts => RegisterScripts.Store;

    /// <summary>
    /// Begins a new register in tables that are there and empty, in one transaction: others see nothing of it before
    /// <see cref="IRegisterLoader.Complete"/>, and a program that is killed leaves nothing.
    /// </summary>
    /// <exception cref="MuutostietoException">Usage: there is a register already. Transient: another process is creating it, or the
    /// database cannot be reached. Fault: it has no tables for it.</exception>
    public static IRegisterLoader Create(string connectionString, RegisterOrigin origin, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return PostgreSqlRegisterLoader.Begin(Store(connectionString, null), origin, clock.GetUtcNow());
    }

    /// <summary>Begins a new register that is filled by entries, in one transaction: nothing of it is there before it is whole.</summary>
    /// <exception cref="MuutostietoException">As <see cref="Create"/>.</exception>
    public static IPendingRegister CreatePending(string connectionString, RegisterOrigin origin, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return new PostgreSqlPendingRegister(Store(connectionString, null), origin, clock.GetUtcNow());
    }

    /// <summary>Opens a register for reading.</summary>
    /// <param name="connectionString">As Npgsql has it. A secret.</param>
    /// <param name="connections">How many a large scan of residents may use at once, each for a range of identity codes; at least 1.
    /// </param>
    /// <exception cref="MuutostietoException">Usage: there is no register. Transient: the database cannot be reached. Fault: it refuses, or
    /// has tables that this program does not work with.</exception>
    public static IRegister OpenRead(string connectionString, int connections = 1) =>
        new PostgreSqlRegisterReader(Open(connectionString, null), connections);

    /// <summary>The same with ranges of another size, for tests.</summary>
    internal static IRegister OpenRead(string connectionString, int connections, int personsInRange) =>
        new PostgreSqlRegisterReader(Open(connectionString, null), connections, personsInRange);

    /// <summary>Opens a register for appending.</summary>
    /// <param name="connectionString">As Npgsql has it. A secret.</param>
    /// <param name="wait">How long another writer is waited for, in whole seconds; null: <see cref="DefaultWait"/>.</param>
    /// <exception cref="MuutostietoException">As <see cref="OpenRead(string, int)"/>.</exception>
    public static IRegisterWriter OpenWrite(string connectionString, TimeSpan? wait = null) =>
        new SqlRegisterWriter(Open(connectionString, wait));

    /// <summary>Whether there is a register in the database.</summary>
    /// <exception cref="MuutostietoException">It cannot be determined.</exception>
    public static bool IsThere(string connectionString)
    {
        using var session = new PostgreSqlSession(Store(connectionString, null));
        return IsThere(session);
    }

    /// <summary>The database, for messages.</summary>
    /// <exception cref="MuutostietoException">Usage: the connection string cannot be read.</exception>
    public static string PlaceOf(string connectionString) => StoreDatabase.PlaceOf(connectionString);

    private static PostgreSqlSession Open(string connectionString, TimeSpan? wait)
    {
        var session = new PostgreSqlSession(Store(connectionString, wait));
        return IsThere(session)
            ? session
            : throw new MuutostietoException(
                FailureKind.Usage,
                $"register {session.Place}: there is none in this database yet. Make a register, or correct the connection string.")
            {
                Remedy = new RegisterRemedy.MakeInDatabase(),
            };
    }

    private static bool IsThere(PostgreSqlSession session) => session.Number("SELECT count(*) FROM register") > 0;

    private static StoreDatabase Store(string connectionString, TimeSpan? wait) =>
        StoreDatabase.Open(connectionString, Scripts, (int)Math.Ceiling((wait ?? DefaultWait).TotalSeconds));
}
