using System.Net.Sockets;
using System.Security.Authentication;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.PostgreSql;

/// <summary>The failures of a database, said to the user. No message has a value of a row.</summary>
internal static class DatabaseErrors
{
    /// <summary>Npgsql's words, which it has no code for: all hosts that answer are replicas.</summary>
    private const string NoSuitableHost = "No suitable host was found";

    internal static MuutostietoException Of(string place, StoreScripts store, NpgsqlException e) => e is PostgresException answer
        ? Of(place, store, answer)
        : Cause(e) switch
        {
            AuthenticationException cause => new(
                FailureKind.Fault,
                $"{place}: no secure connection ({cause.Message}). Correct the connection string's SSL settings, or the server's "
                    + "certificate.",
                e),
            TimeoutException => new(FailureKind.Transient, $"{place}: {Late(e)}", e),
            SocketException or IOException => new(
                FailureKind.Transient,
                $"{place}: the database cannot be reached. Check that it runs and try again later.",
                e),
            PostgresException cause => Of(place, store, cause),
            null when e.Message.StartsWith(NoSuitableHost, StringComparison.Ordinal) => new(
                FailureKind.Transient,
                $"{place}: none of the hosts is one to write to now. Check which one is the primary and try again later.",
                e),
            _ => new(
                FailureKind.Fault,
                $"{place}: {e.Message.TrimEnd('.')}. Correct the connection string, or the server's settings.",
                e),
        };

    /// <summary>Of several hosts the first cause.</summary>
    private static Exception? Cause(NpgsqlException e) => e.InnerException is AggregateException { InnerExceptions: [var first, ..] }
        ? first is NpgsqlException and not PostgresException ? first.InnerException ?? first : first
        : e.InnerException;

    private static string Late(NpgsqlException e) => e.Message.Contains("pool has been exhausted", StringComparison.Ordinal)
        ? "all connections that the connection string allows this program are in use. Allow more (Maximum Pool Size; 100 without it)."
        : "the database did not answer in time. Try again later.";

    /// <summary>The tables are not there, or those of an older program.</summary>
    internal static MuutostietoException Older(string place, StoreScripts store, int version) =>
        new(
            FailureKind.Fault,
            version == 0
                ? $"{place}: {store.Noun} is not in this database. Have its tables made, or correct the connection string."
                : $"{place}: {store.Noun} has version {version}, this program expects {store.Version}. Have it converted.")
        {
            Remedy = new StoreRemedy.Migrate(),
        };

    internal static MuutostietoException Newer(string place, StoreScripts store, int version) =>
        new(
            FailureKind.Fault,
            $"{place}: {store.Noun} has version {version}, this program expects {store.Version}. Run the version of the program that "
                + "converted it.");

    /// <summary>Tables are made and changed by their owner alone.</summary>
    internal static MuutostietoException NotOwner(string place, StoreScripts store, PostgresException e) =>
        new(
            FailureKind.Fault,
            $"{place}: this user may not make or change the tables of {store.Noun} ({e.MessageText}). Have it done by the user that owns "
                + "them.",
            e)
        {
            Remedy = new StoreRemedy.Migrate(),
        };

    internal static MuutostietoException NoRole(string place, PostgresException e) =>
        new(
            FailureKind.Usage,
            $"{place}: the server does not know one of the roles ({e.MessageText}). Nothing was changed. Make it (CREATE ROLE … LOGIN), or "
                + "give another name.",
            e);

    internal static MuutostietoException Foreign(string place, StoreScripts store) =>
        new(
            FailureKind.Usage,
            $"{place}: the schema \"{store.Schema}\" holds tables that this program did not make. Give {store.Noun} a database without "
                + "them.");

    /// <summary>Names have letters that other encodings lack, or that they count as two.</summary>
    internal static MuutostietoException Encoded(string place, string encoding) =>
        new(
            FailureKind.Usage,
            $"{place}: the database has the encoding {encoding}; UTF8 was expected. No tables were made. Make it anew: CREATE DATABASE … "
                + "ENCODING 'UTF8' TEMPLATE template0.");

    private static MuutostietoException Of(string place, StoreScripts store, PostgresException e)
    {
        var (kind, text, remedy) = e.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => (
                FailureKind.Fault,
                "the database accepts neither this user nor this password. Correct the connection string, or the server's pg_hba.conf.",
                (Remedy?)null),
            PostgresErrorCodes.InvalidCatalogName => (
                FailureKind.Usage,
                "the server has no database of this name. Make it, or correct the connection string.",
                null),
            PostgresErrorCodes.InsufficientPrivilege => (
                FailureKind.Fault,
                $"the database refuses this user something that {store.Noun} needs ({e.MessageText}). Use the login of this part of the "
                    + "program, or give the roles their rights.",
                new StoreRemedy.Grant()),
            PostgresErrorCodes.UndefinedTable
                or PostgresErrorCodes.UndefinedColumn
                or PostgresErrorCodes.UndefinedFunction
                or PostgresErrorCodes.InvalidSchemaName => (
                    FailureKind.Fault,
                    $"{store.Noun} lacks tables that it must have. Have them made, or restore it from a backup.",
                    new StoreRemedy.Migrate()),
            PostgresErrorCodes.LockNotAvailable => (
                FailureKind.Transient,
                $"another process keeps {store.Noun} locked. Run again when it has ended.",
                null),
            PostgresErrorCodes.ReadOnlySqlTransaction => (
                FailureKind.Fault,
                $"the server is a replica or lets nothing be written; {store.Noun} needs the primary. Correct the connection string.",
                null),
            PostgresErrorCodes.DiskFull => (
                FailureKind.Fault,
                "the database's disk is full; nothing was recorded. Make room and run again.",
                null),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => (
                FailureKind.Integrity,
                "the database is damaged. Restore it from a backup before the next run.",
                null),
            PostgresErrorCodes.ProtocolViolation when e.MessageText.Contains("startup parameter", StringComparison.Ordinal) => (
                FailureKind.Fault,
                "what answers is not the server but a pooler, which refuses settings of connections that this program needs. Name the "
                    + "server itself in the connection string.",
                null),
            PostgresErrorCodes.RaiseException => (FailureKind.Integrity, Contradiction(store, e), null),
            ['2', '3', ..] => (FailureKind.Integrity, Contradiction(store, e), null),
            _ when e.IsTransient || IsPassing(e.SqlState) => (
                FailureKind.Transient,
                $"the database cannot serve now ({e.SqlState}). Try again later.",
                null),
            _ => (
                FailureKind.Fault,
                $"the database answered with error {e.SqlState}; its log says more. Report this with both logs.",
                null),
        };
        return new(kind, $"{place}: {text}", e) { Remedy = remedy };
    }

    private static string Contradiction(StoreScripts store, PostgresException e) =>
        $"{store.Noun} refused a change that contradicts it ({e.MessageText}). Report this with the log.";

    /// <summary>Connections that break, a server that starts or stops, too few resources, conflicts of transactions, cancelled.</summary>
    private static bool IsPassing(string state) =>
        state is PostgresErrorCodes.QueryCanceled or ['0', '8', ..] or ['4', '0', ..] or ['5', '3', ..] or ['5', '7', 'P', ..];
}
