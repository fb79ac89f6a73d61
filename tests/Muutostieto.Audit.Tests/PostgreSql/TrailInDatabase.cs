using System.IO.Abstractions;
using System.Text;
using Muutostieto.Audit.PostgreSql;
using Muutostieto.PostgreSql;
using Npgsql;

namespace Muutostieto.Audit.Tests.PostgreSql;

/// <summary>A trail in a PostgreSQL database.</summary>
public sealed class TrailInDatabase : TrailScene
{
    private const string Keeper = "audit_keeper";
    private const string Appender = "audit_appender";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("muutostieto-");

    internal PostgreSqlDatabase Database { get; } = PostgreSqlCluster.Shared.NewDatabase(
        PostgreSqlCluster.Shared.TemplateOf(
            "audit",
            connectionString =>
            {
                StoreMigration.Apply(connectionString, [PostgreSqlAudit.Scripts]);
                StoreRoles.Apply(
                    connectionString,
                    [PostgreSqlAudit.Scripts],
                    new Dictionary<StoreRole, string>
                    {
                        [StoreRole.Deliveries] = PostgreSqlCluster.Shared.Login(Keeper),
                        [StoreRole.Interface] = PostgreSqlCluster.Shared.Login(Appender),
                    });
            }));

    /// <summary>The login of deliveries, which also removes persons after their years.</summary>
    internal string ForDeliveries => Database.ConnectionStringOf(Keeper);

    /// <summary>The login of the interface, which only appends.</summary>
    internal string ForInterface => Database.ConnectionStringOf(Appender);

    /// <summary>Of the anchors.</summary>
    internal string Folder => Path.Combine(root.FullName, "audit");

    internal override IAuditTrail Trail => NewAudit().Open(Clock, NoDisk.Instance);

    internal override AuditReader Reader => NewAudit().OpenReader(new FileSystem());

    internal override string Chain =>
        Encoding.UTF8.GetString((byte[])Database.Value("SELECT coalesce(string_agg(line, '' ORDER BY sequence), '') FROM audit.chain")!);

    internal override IReadOnlyDictionary<string, byte[]> Payloads
    {
        get
        {
            using var connection = new NpgsqlConnection(Database.ConnectionString);
            connection.Open();
            using var command = new NpgsqlCommand(
                "SELECT name, string_agg(content, '' ORDER BY part) FROM audit.payload GROUP BY name", connection);
            using var reader = command.ExecuteReader();
            var payloads = new Dictionary<string, byte[]>();
            while (reader.Read())
            {
                payloads.Add(reader.GetString(0), reader.GetFieldValue<byte[]>(1));
            }

            return payloads;
        }
    }

    internal override string PlaceOf(int entry) => $"audit.chain row {entry}";

    internal override string PlaceOf(string payload, long? part = null) =>
        $"audit.payload {payload}" + (part is null ? "" : $" part {part}");

    internal override void Write(IEnumerable<string> lines)
    {
        var texts = lines.Select(line => Encoding.UTF8.GetBytes(line + "\n")).ToArray();
        Change("DELETE FROM audit.chain WHERE sequence > @count", ("count", (long)texts.Length));
        for (var at = 0; at < texts.Length; at++)
        {
            Change("UPDATE audit.chain SET line = @line WHERE sequence = @at", ("line", texts[at]), ("at", at + 1L));
        }
    }

    internal override void Remove(int entry) => Change("DELETE FROM audit.chain WHERE sequence = @at", ("at", (long)entry));

    internal override void WritePayload(string name, byte[] content)
    {
        RemovePayload(name);
        Change("INSERT INTO audit.payload VALUES (@name, 0, @content)", ("name", name), ("content", content));
    }

    internal override void RemovePayload(string name) => Change("DELETE FROM audit.payload WHERE name = @name", ("name", name));

    /// <summary>Changes rows past what guards them, as the database's superuser can.</summary>
    internal void Change(string sql, params (string Name, object Value)[] values)
    {
        using var connection = new NpgsqlConnection(Database.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand("SET session_replication_role = replica; " + sql, connection);
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    /// <param name="connectionString">Null: of the login of deliveries, with the rights of this role alone.</param>
    internal PostgreSqlAudit NewAudit(string? connectionString = null) =>
        new(() => connectionString ?? ForDeliveries, Folder);

    private protected override void Close()
    {
        Database.Dispose();
        root.Delete(recursive: true);
    }
}
