using System.Globalization;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.PostgreSql;

/// <summary>Reads a connection string. It is a secret: messages have host, port and database of it, and nothing else.</summary>
internal static class ConnectionText
{
    /// <summary>Halves the time of a scan beside the default of 8192.</summary>
    private const int ReadBufferBytes = 65536;

    private const int ConnectSeconds = 3;

    /// <exception cref="MuutostietoException">Usage: it cannot be read, or names no host or no database.</exception>
    internal static NpgsqlConnectionStringBuilder Read(string text, string schema)
    {
        var builder = Parse(text);
        if (string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database))
        {
            throw Wrong($"it names no {(string.IsNullOrEmpty(builder.Host) ? "host" : "database")}");
        }

        if (!builder.ContainsKey("Read Buffer Size"))
        {
            builder.ReadBufferSize = ReadBufferBytes;
        }

        builder.ApplicationName ??= "muutostieto";
        builder.SearchPath = schema;
        // Details of an error hold values of rows.
        builder.IncludeErrorDetail = false;
        builder.IncludeFailedBatchedCommand = false;
        builder.PersistSecurityInfo = false;
        builder.Enlist = false;
        // Settings of transactions would be those of others.
        builder.Multiplexing = false;
        RequireWriter(builder);
        return builder;
    }

    /// <summary>
    /// Of a connection string that may name several hosts, each with its port, one for each of them. One that does not answer is given up
    /// soon.
    /// </summary>
    /// <exception cref="MuutostietoException">Usage: it cannot be read.</exception>
    internal static IEnumerable<NpgsqlConnectionStringBuilder> EachHost(string text)
    {
        var hosts = Read(text, "pg_catalog").Host!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var host in hosts)
        {
            var one = Parse(text);
            var colon = host.LastIndexOf(':');
            if (colon > 0
                && host.IndexOf(':', StringComparison.Ordinal) == colon
                && ushort.TryParse(host.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var port))
            {
                (one.Host, one.Port) = (host[..colon], port);
            }
            else
            {
                one.Host = host;
            }

            one.Remove("Target Session Attributes");
            one.Remove("Load Balance Hosts");
            if (!one.ContainsKey("Timeout"))
            {
                one.Timeout = ConnectSeconds;
            }

            yield return one;
        }
    }

    /// <summary>Host, port and database, as messages name the place.</summary>
    internal static string PlaceOf(NpgsqlConnectionStringBuilder builder) => HasPorts(builder.Host!)
        ? $"PostgreSQL {builder.Host}/{builder.Database}"
        : FormattableString.Invariant($"PostgreSQL {builder.Host}:{builder.Port}/{builder.Database}");

    /// <summary>Hosts have their ports with them where they are several, or where one is written so; an IPv6 address has more colons.
    /// </summary>
    private static bool HasPorts(string host) => host.Contains(',', StringComparison.Ordinal) || host.Count(sign => sign == ':') == 1;

    /// <summary>Of several hosts the one that is written to: a replica among them would show a ledger of a while ago.</summary>
    private static void RequireWriter(NpgsqlConnectionStringBuilder builder)
    {
        if (!builder.Host!.Contains(',', StringComparison.Ordinal))
        {
            // It is of several hosts alone, and refused for one.
            builder.TargetSessionAttributes = null;
            return;
        }

        if (builder.TargetSessionAttributes is not (null or "primary" or "read-write"))
        {
            throw Wrong("its Target Session Attributes let a replica in; \"primary\" or none was expected");
        }

        builder.TargetSessionAttributes ??= "primary";
        builder.LoadBalanceHosts = false;
    }

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            // Neither the message nor the exception: a password with a semicolon is in them as a keyword.
            throw Wrong("it cannot be read");
        }
    }

    private static MuutostietoException Wrong(string what) =>
        new(
            FailureKind.Usage,
            $"the connection string of the database: {what}. Write it as "
                + "\"Host=db.example;Port=5432;Database=muutostieto;Username=…;Password=…\", values with a semicolon in quotation marks.");
}
