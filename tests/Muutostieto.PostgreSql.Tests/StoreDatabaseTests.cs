using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Muutostieto.Records;
using Npgsql;

namespace Muutostieto.PostgreSql.Tests;

/// <summary>Transactions of a store, and its failures in words with a place and no secret.</summary>
public sealed class StoreDatabaseTests
{
    private const string Secret = "s3cret-w0rd";

    private static readonly StoreScripts Counters =
        new(
            "counters",
            "the counters",
            [new("CREATE TABLE counter (n bigint PRIMARY KEY CHECK (n < 1000)); INSERT INTO counter VALUES (0)")]);

    private PostgreSqlDatabase database = null!;
    private StoreDatabase store = null!;

    private static PostgreSqlCluster Cluster => PostgreSqlCluster.Shared;

    [SetUp]
    public void SetUp()
    {
        database = Cluster.NewDatabase(
            Cluster.TemplateOf("counters", connection => StoreMigration.Apply(connection, [Counters])));
        store = StoreDatabase.Open(database.ConnectionString, Counters);
    }

    [TearDown]
    public void TearDown() => database.Dispose();

    [Test]
    public void Writers_at_once_see_what_the_others_wrote()
    {
        Parallel.For(0, 80, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => store.Write(Increase));
        Assert.That(Value(), Is.EqualTo(80));
    }

    [Test]
    public void A_reader_sees_one_state_and_cannot_write()
    {
        store.Read(connection =>
        {
            var before = Run(connection, "SELECT max(n) FROM counter");
            store.Write(Increase);
            Assert.That(Run(connection, "SELECT max(n) FROM counter"), Is.EqualTo(before));
            return 0;
        });
        Expect(FailureKind.Fault, () => store.Read(Increase), "lets nothing be written");
    }

    [Test]
    public void A_writer_waits_for_another_for_as_long_as_it_may()
    {
        var hasty = StoreDatabase.Open(database.ConnectionString, Counters, busySeconds: 1);
        store.Write(connection =>
        {
            Expect(FailureKind.Transient, () => hasty.Write(Increase), "another process keeps the counters locked");
            return Increase(connection);
        });
        Assert.That(hasty.Write(Increase), Is.EqualTo(2));
    }

    [Test]
    public void A_connection_that_died_in_the_pool_is_not_noticed()
    {
        store.Write(Increase);
        database.CutConnections();
        Assert.That(store.Write(Increase), Is.EqualTo(2));
        database.CutConnections();
        Assert.That(Value(), Is.EqualTo(2));
    }

    [Test]
    public void A_connection_that_breaks_in_the_middle_writes_nothing_and_says_to_try_again()
    {
        Expect(
            FailureKind.Transient,
            () => store.Write(connection =>
            {
                Increase(connection);
                database.CutConnections();
                return Increase(connection);
            }),
            database.Name);
        Assert.That(Value(), Is.Zero);
    }

    [Test]
    public void A_change_that_contradicts_a_constraint_is_an_integrity_failure() =>
        Expect(
            FailureKind.Integrity,
            () => store.Write(connection => Run(connection, "INSERT INTO counter VALUES (1001) RETURNING n")),
            "refused a change that contradicts it");

    [Test]
    public void A_server_that_is_down_is_said_to_be_unreachable()
    {
        var nowhere = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "127.0.0.1", Port = 1, Password = Secret };
        Expect(
            FailureKind.Transient,
            () => Open(nowhere.ToString()),
            $"PostgreSQL 127.0.0.1:1/{database.Name}: the database cannot be reached");
    }

    [TestCase("primary")]
    [TestCase(null)]
    public void Several_servers_that_are_all_down_are_unreachable_too(string? attributes)
    {
        var nowhere = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Host = "127.0.0.1:1,127.0.0.1:2",
            Password = Secret,
            TargetSessionAttributes = attributes,
        };
        Expect(
            FailureKind.Transient,
            () => Open(nowhere.ToString()),
            $"PostgreSQL 127.0.0.1:1,127.0.0.1:2/{database.Name}: the database cannot be reached");
    }

    [TestCase("standby")]
    [TestCase("prefer-standby")]
    [TestCase("any")]
    public void Of_several_servers_a_replica_is_not_let_in(string attributes) =>
        Expect(
            FailureKind.Usage,
            () => Open($"Host=a,b;Database=d;Target Session Attributes={attributes}"),
            "its Target Session Attributes let a replica in");

    [Test]
    public void Settings_that_one_server_has_no_use_for_are_passed_over()
    {
        var text = database.ConnectionString + ";Target Session Attributes=primary;Multiplexing=true";
        Assert.That(Open(text).Write(Increase), Is.EqualTo(1));
    }

    [TestCase("db", "db:5432/d")]
    [TestCase("db:1", "db:1/d")]
    [TestCase("db,other:1", "db,other:1/d")]
    [TestCase("::1", "::1:5432/d")]
    public void A_place_has_each_port_once(string host, string place) =>
        Assert.That(StoreDatabase.PlaceOf($"Host={host};Database=d"), Is.EqualTo("PostgreSQL " + place));

    [Test]
    public void A_pool_that_is_too_small_is_named()
    {
        var narrow = Open(database.ConnectionString + ";Maximum Pool Size=1;Timeout=1");
        Expect(
            FailureKind.Transient,
            () => narrow.Read(_ => narrow.Read(connection => Run(connection, "SELECT 1"))),
            "Allow more (Maximum Pool Size; 100 without it)");
    }

    [Test]
    public void A_pooler_that_refuses_settings_of_connections_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answer = Task.Run(() =>
        {
            using var client = listener.AcceptTcpClient();
            using var stream = client.GetStream();
            var length = new byte[4];
            stream.ReadExactly(length);
            stream.ReadExactly(new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4]);
            var fields = "SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: search_path\0\0"u8;
            byte[] head = [(byte)'E', 0, 0, 0, (byte)(fields.Length + 4)];
            stream.Write([.. head, .. fields]);
        });
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Expect(
            FailureKind.Fault,
            () => Open($"Host=127.0.0.1;Port={port};Database=d;Username=u;SSL Mode=Disable;GSS Encryption Mode=Disable;Pooling=false"),
            "Name the server itself in the connection string");
        answer.Wait();
    }

    [Test]
    public void A_database_that_is_missing_is_a_mistake_of_the_configuration()
    {
        var missing = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "missing", Password = Secret };
        Expect(FailureKind.Usage, () => Open(missing.ToString()), "the server has no database of this name");
    }

    [Test]
    public void A_wrong_password_or_user_is_refused_by_the_server()
    {
        var user = $"user_{database.Name}";
        Cluster.Execute($"CREATE ROLE {user} LOGIN PASSWORD 'right' IN ROLE {PostgreSqlCluster.WithPassword}");
        Expect(
            FailureKind.Fault,
            () => Open(database.ConnectionStringOf(user, Secret)),
            "the database accepts neither this user nor this password");
        Expect(FailureKind.Fault, () => Open(database.ConnectionStringOf(user)), database.Name);
        Expect(
            FailureKind.Fault,
            () => Open(database.ConnectionStringOf("missing")),
            "the database accepts neither this user nor this password");
        Expect(FailureKind.Fault, () => Open(database.ConnectionStringOf(user, "right")), "give the roles their rights");
    }

    [TestCase("Host=db;Database=d;Passwrd=s3cret-w0rd")]
    [TestCase("Host=db;Database=d;Password=a;s3cret-w0rd=b")]
    [TestCase("Host=db;Database=d;Port=s3cret-w0rd")]
    [TestCase("Database=d;Password=s3cret-w0rd")]
    [TestCase("Host=db;Password=s3cret-w0rd")]
    [TestCase("s3cret-w0rd")]
    public void A_wrong_connection_string_is_refused_without_being_shown(string text) =>
        Expect(FailureKind.Usage, () => Open(text), "the connection string of the database");

    private static void Expect(FailureKind kind, Action action, string message)
    {
        var thrown = Assert.Throws<MuutostietoException>(action)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(thrown.Kind, Is.EqualTo(kind), thrown.Message);
            Assert.That(thrown.Message, Does.Contain(message));
            Assert.That(thrown.ToString(), Does.Not.Contain(Secret));
        }
    }

    private static long Increase(NpgsqlConnection connection) =>
        Run(connection, "INSERT INTO counter SELECT max(n) + 1 FROM counter RETURNING n");

    private static long Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static StoreDatabase Open(string text) => StoreDatabase.Open(text, Counters);

    private long Value() => store.Read(connection => Run(connection, "SELECT max(n) FROM counter"));
}
