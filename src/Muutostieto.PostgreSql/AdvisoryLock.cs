using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Muutostieto.PostgreSql;

/// <summary>
/// A lock of the database on a name, held by a connection of its own: the database frees it when the holder's process ends, however,
/// and a minute after its machine was cut off or it was frozen. A holder that was cut off learns of it by <see cref="IsHeld"/> alone.
/// </summary>
public sealed class AdvisoryLock : IDisposable
{
    /// <summary>After how long without a sign of life the database takes a holder for dead.</summary>
    private const int LongestSilenceSeconds = 60;

    /// <summary>How often the connection gives one.</summary>
    private const int SignSeconds = 10;

    private readonly NpgsqlConnection connection;

    private AdvisoryLock(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Whether it was held a moment ago; false for good when its connection is lost.</summary>
    public bool IsHeld
    {
        get
        {
            try
            {
                using var command = new NpgsqlCommand("SELECT 1", connection);
                command.ExecuteNonQuery();
                return true;
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                return false;
            }
        }
    }

    /// <summary>Takes it unless it is held, by any process on any machine.</summary>
    /// <param name="database">Where. Locks of two databases have nothing to do with each other.</param>
    /// <param name="name">What is locked.</param>
    /// <param name="note">Who holds it since when, for others to read; at most 63 bytes are kept.</param>
    /// <param name="isShared">Whether others may hold it too who share it.</param>
    /// <returns>Null when it is held.</returns>
    /// <exception cref="Records.MuutostietoException">The database cannot be reached, or refuses.</exception>
    public static AdvisoryLock? TryTake(StoreDatabase database, string name, string note, bool isShared = false) =>
        TryTake(database, name, note, isShared, SignSeconds, LongestSilenceSeconds);

    /// <summary>The same with other times.</summary>
    internal static AdvisoryLock? TryTake(
        StoreDatabase database, string name, string note, bool isShared, int signSeconds, int longestSilenceSeconds)
    {
        ArgumentNullException.ThrowIfNull(database);
        var connection = database.ConnectAlone(signSeconds);
        try
        {
            using var command = new NpgsqlCommand(
                """
                SELECT set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
                    set_config('tcp_keepalives_count', '3', false), set_config('application_name', @note, false),
                    set_config('idle_session_timeout', @silence, false);
                SELECT CASE WHEN @shared THEN pg_try_advisory_lock_shared(@key) ELSE pg_try_advisory_lock(@key) END
                """,
                connection);
            command.Parameters.AddWithValue("note", note);
            command.Parameters.AddWithValue("silence", string.Create(CultureInfo.InvariantCulture, $"{longestSilenceSeconds}s"));
            command.Parameters.AddWithValue("shared", isShared);
            command.Parameters.AddWithValue("key", KeyOf(name));
            using (var reader = command.ExecuteReader())
            {
                reader.NextResult();
                reader.Read();
                if (reader.GetBoolean(0))
                {
                    return new AdvisoryLock(connection);
                }
            }

            connection.Dispose();
            return null;
        }
        catch (NpgsqlException e)
        {
            connection.Dispose();
            throw database.Failure(e);
        }
    }

    /// <summary>The note of the one who holds a lock; null when it is free.</summary>
    /// <exception cref="Records.MuutostietoException">The database cannot be reached, or refuses.</exception>
    public static string? HolderOf(StoreDatabase database, string name)
    {
        ArgumentNullException.ThrowIfNull(database);
        var key = KeyOf(name);
        return database.Read(connection =>
        {
            using var command = new NpgsqlCommand(
                """
                SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND l.classid = CAST(@high AS oid) AND l.objid = CAST(@low AS oid)
                ORDER BY a.backend_start LIMIT 1
                """,
                connection);
            command.Parameters.AddWithValue("high", (long)(uint)(key >> 32));
            command.Parameters.AddWithValue("low", (long)(uint)key);
            return command.ExecuteScalar() as string;
        });
    }

    public void Dispose()
    {
        try
        {
            // The end of a connection frees it only when the server gets to know of it.
            using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
            command.ExecuteNonQuery();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // The connection is lost, and the lock with it.
        }

        connection.Dispose();
    }

    /// <summary>The database's number of a name.</summary>
    internal static long KeyOf(string name) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("muutostieto " + name)));
}
