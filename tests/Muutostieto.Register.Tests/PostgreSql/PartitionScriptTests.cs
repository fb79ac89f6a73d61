using System.Globalization;
using Muutostieto.PostgreSql;
using Muutostieto.PostgreSql.Copy;
using Muutostieto.Records;
using Muutostieto.Register.Copy;
using Muutostieto.Register.PostgreSql;
using Muutostieto.Register.Sql;
using Muutostieto.Register.Tests.Support;
using Npgsql;

namespace Muutostieto.Register.Tests.PostgreSql;

/// <summary>
/// Journal and versions are in partitions: a register of before keeps what it holds, every entry has a place however few were made, and
/// what guards the tables guards each partition.
/// </summary>
public sealed class PartitionScriptTests
{
    private static readonly StoreScripts Version1 = PostgreSqlRegister.Scripts with
    {
        Scripts = [PostgreSqlRegister.Scripts.Scripts[0]],
        Ahead = null,
    };

    private static readonly StorePart Part1 = RegisterCopy.Part with { Database = Version1, HighestKey = null };

    private static readonly Dictionary<StoreRole, string> Roles = new()
    {
        [StoreRole.Register] = "partitions_writer",
        [StoreRole.Deliveries] = "partitions_reader",
    };

    private PostgreSqlDatabase database = null!;
    private string folder = null!;
    private int copies;

    [SetUp]
    public void SetUp()
    {
        (database, folder) = (PostgreSqlCluster.Shared.NewDatabase(), Directory.CreateTempSubdirectory("muutostieto-").FullName);
        foreach (var role in Roles.Values)
        {
            PostgreSqlCluster.Shared.Login(role);
        }
    }

    [TearDown]
    public void TearDown()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_filled_register_of_version_1_keeps_all_that_it_holds_and_roles_keep_their_rights()
    {
        var before = MakeVersion1();

        var upgrade = Migrate();

        Assert.That((upgrade.From, upgrade.To), Is.EqualTo((1, 2)));
        Assert.That(Contents(RegisterCopy.Part), Is.EqualTo(before));
        Assert.That(Count("version_current", "to_key IS NOT NULL"), Is.Zero);
        Assert.That(Count("version_ended", "to_key IS NOT NULL"), Is.EqualTo(Count("version", "to_key IS NOT NULL")).And.Positive);
        using var writer = PostgreSqlRegister.OpenWrite(database.ConnectionStringOf(Roles[StoreRole.Register]));
        Append(writer, 1);
        using var register = PostgreSqlRegister.OpenRead(database.ConnectionStringOf(Roles[StoreRole.Deliveries]));
        Assert.That(register.LatestKey(), Is.EqualTo(new JournalKey(13)));
        Assert.That(register.ReadJournal(new JournalKey(1), new JournalKey(13)).Select(entry => entry.Key.Value), Does.Contain(13));
        Assert.That(register.At(1, new JournalKey(12)), Has.Property("To").EqualTo(new JournalKey(13)));
    }

    [Test]
    public void Several_programs_that_convert_it_at_once_do_it_once()
    {
        var before = MakeVersion1();

        var upgrades = Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(_ => Migrate()).ToList();

        Assert.That(upgrades.Count(upgrade => upgrade.From == 1), Is.EqualTo(1));
        Assert.That(Contents(RegisterCopy.Part), Is.EqualTo(before));
    }

    [Test]
    public void A_program_that_is_killed_while_it_converts_it_leaves_version_1_and_another_converts_it()
    {
        var before = MakeVersion1();
        using (var holder = Open(database.ConnectionString))
        {
            // The script has renamed the tables of the journal when it comes to this one.
            Run(holder, "BEGIN; LOCK TABLE register.version IN ACCESS SHARE MODE");
            var migration = Task.Run(Migrate);
            while (!Equals(database.Value("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted"), 1L))
            {
                Assert.That(migration.IsCompleted, Is.False);
                Thread.Sleep(10);
            }

            database.Execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted");
            var failure = Assert.Throws<MuutostietoException>(() => migration.GetAwaiter().GetResult())!;
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Transient));
        }

        Assert.That(Contents(Part1), Is.EqualTo(before));
        Migrate();
        Assert.That(Contents(RegisterCopy.Part), Is.EqualTo(before));
    }

    [Test]
    public void A_program_of_version_1_goes_on_with_the_same_answers()
    {
        MakeVersion1();
        const string At = "SELECT string_agg(code || from_key, ',') FROM"
            + " (SELECT k, p FROM generate_series(1, 13) k, generate_series(1, 6) p) q CROSS JOIN LATERAL (SELECT code, from_key FROM register.version WHERE person = p AND from_key <= k"
            + " ORDER BY from_key DESC LIMIT 1) v";
        const string Close = "UPDATE register.version SET to_key = 13 WHERE person = 2 AND to_key IS NULL";
        const string Insert = "INSERT INTO register.version (person, from_key, code, municipality, alive, document)"
            + " SELECT person, 13, code, '290', 1, document FROM register.version WHERE person = 2 AND to_key = 13";
        var before = database.Value(At);
        Migrate();

        _ = StoreDatabase.Open(database.ConnectionString, Version1);
        Assert.That(StoreMigration.Apply(database.ConnectionString, [Version1]).Single(), Is.EqualTo(new StoreUpgrade("register", 2, 2)));
        Assert.That(database.Value(At), Is.EqualTo(before));
        database.Execute($"{Close}; {Insert}; INSERT INTO register.journal VALUES (13, 1, 2, 'XCM', '20260105', '0', '1', '')");
        using var register = PostgreSqlRegister.OpenRead(database.ConnectionString);
        Assert.That(register.At(2, new JournalKey(13)), Has.Property("Municipality").EqualTo("290"));
        Assert.That(register.Residents(new JournalKey(13), "290"), Has.Count.EqualTo(4));
    }

    [Test]
    public void An_entry_always_has_a_place_and_the_next_migration_makes_partitions_beyond_it()
    {
        Make();
        using var writer = PostgreSqlRegister.OpenWrite(database.ConnectionString);
        // Up to the last key before each limit, and over it; the last one is far beyond what was made.
        foreach (var edge in new[] { 1, 2, 7 })
        {
            Skip((edge * PartitionScript.Keys) - 2);
            for (var person = 1; person <= 3; person++)
            {
                Append(writer, person);
            }
        }

        var before = Contents(RegisterCopy.Part);
        Assert.That(OpenFrom(), Is.EqualTo(2 * PartitionScript.Keys));
        Assert.That(Count($"version_ended_{PartitionScript.Keys}", "true"), Is.Positive);
        using var register = PostgreSqlRegister.OpenRead(database.ConnectionString);
        var residents = register.Residents(register.LatestKey(), "205", "290").ToList();
        Assert.That(residents, Has.Count.EqualTo(6));

        var upgrade = Migrate();

        Assert.That((upgrade.Partitions, upgrade.IsPostponed, upgrade.IsNews), Is.EqualTo((6, false, true)));
        Assert.That(OpenFrom(), Is.EqualTo(9 * PartitionScript.Keys));
        Assert.That(Contents(RegisterCopy.Part), Is.EqualTo(before));
        Assert.That(Migrate().IsNews, Is.False);
        Append(writer, 1);
        Assert.That(register.Residents(register.LatestKey(), "205", "290"), Is.EqualTo(residents));
        Assert.That(
            register.ReadJournal(new JournalKey(PartitionScript.Keys - 2), register.LatestKey()).Select(entry => entry.Key.Value),
            Is.EqualTo(new[] { 1, 2, 7 }.SelectMany(
                edge => Enumerable.Range(-1, 3).Select(step => (edge * PartitionScript.Keys) + step))
                .Concat([2 * PartitionScript.Keys - 2, (7 * PartitionScript.Keys) - 2, (7 * PartitionScript.Keys) + 2]).Order()));
    }

    [Test]
    public void A_file_with_higher_keys_is_copied_into_partitions_of_its_own_and_back()
    {
        Make();
        using (var writer = PostgreSqlRegister.OpenWrite(database.ConnectionString))
        {
            Skip((4 * PartitionScript.Keys) - 1);
            Append(writer, 1);
            Append(writer, 2);
        }

        var path = Path.Combine(folder, "high.db");
        var there = CopyOnce.ToFile(database, RegisterCopy.Part, path);
        using var other = RegisterDatabase.New();
        Assert.That(CopyOnce.ToDatabase(RegisterCopy.Part, path, other), Is.EqualTo(there));
        Assert.That(OpenFrom(other), Is.EqualTo(6 * PartitionScript.Keys));
        Assert.That(CopyOnce.ToFile(other, RegisterCopy.Part, path + "2"), Is.EqualTo(there));
    }

    [Test]
    public void While_a_reader_is_in_the_way_partitions_wait_for_the_next_migration()
    {
        Make();
        Skip(PartitionScript.Keys);
        using (var holder = Open(database.ConnectionString))
        {
            Run(holder, "BEGIN; SELECT count(*) FROM register.journal");
            Assert.That((Migrate().Partitions, Migrate().IsPostponed), Is.EqualTo((0, true)));
        }

        Assert.That(Migrate(), Has.Property("Partitions").EqualTo(3));
        StoreRoles.Apply(database.ConnectionString, [PostgreSqlRegister.Scripts], Roles);
        Skip(2 * PartitionScript.Keys);
        var own = database.ConnectionStringOf(Roles[StoreRole.Register]);
        Assert.That(StoreMigration.Apply(own, [PostgreSqlRegister.Scripts]).Single().IsPostponed, "who does not own them makes none");
    }

    [Test]
    public void What_guards_the_journal_guards_each_partition()
    {
        Make();
        database.Execute("INSERT INTO register.building VALUES (1)");
        foreach (var edge in new[] { 0, 1, 2, 3 })
        {
            Skip((edge * PartitionScript.Keys) + 20);
            database.Execute(
                $"INSERT INTO register.building_entry VALUES ({(edge * PartitionScript.Keys) + 21}, 1, 'R01', '20260105', '0', '1', '')");
            Migrate();
        }

        var partitions = Partitions("journal").Concat(Partitions("building_entry")).ToList();
        Assert.That(partitions, Has.Count.EqualTo(12));
        using (Assert.EnterMultipleScope())
        {
            foreach (var table in partitions)
            {
                foreach (var statement in new[] { $"TRUNCATE {table}", $"UPDATE {table} SET event = 'x'", $"DELETE FROM {table}" })
                {
                    if (!statement.StartsWith("TRUNCATE", StringComparison.Ordinal) && Count(table, "true") == 0)
                    {
                        continue;
                    }

                    var refused = Assert.Throws<PostgresException>(() => database.Execute($"SET search_path = register; {statement}"));
                    Assert.That(refused?.MessageText, Is.EqualTo("the journal only grows"), statement);
                }
            }
        }
    }

    [TestCase("journal", "SELECT * FROM journal WHERE key > {0} AND key <= {0} + 100 ORDER BY key LIMIT 256")]
    [TestCase("building_entry", "SELECT * FROM building_entry WHERE key > {0} AND key <= {0} + 100 ORDER BY key LIMIT 256")]
    [TestCase("version_ended", "SELECT * FROM version WHERE person = 1 AND from_key <= {0} AND (to_key IS NULL OR to_key > {0})")]
    [TestCase("version_ended", null)]
    public void A_question_touches_no_partition_of_before(string table, string? question)
    {
        Make();
        Skip((5 * PartitionScript.Keys) + 1);
        Migrate();
        var key = (4 * PartitionScript.Keys) + 7;
        var sql = string.Format(
            CultureInfo.InvariantCulture,
            question ?? RegisterQueries.VersionInPartsAt.Replace("?1", "1", StringComparison.Ordinal)
                .Replace("?2", "{0}", StringComparison.Ordinal),
            key);
        using var connection = Open(database.ConnectionString);
        Run(connection, "SET search_path = register");
        using var command = new NpgsqlCommand("EXPLAIN " + sql, connection);
        using var reader = command.ExecuteReader();
        var plan = "";
        while (reader.Read())
        {
            plan += reader.GetString(0) + "\n";
        }

        Assert.That(plan, Does.Not.Contain($"{table}_0 ").And.Not.Contain($"{table}_{PartitionScript.Keys} "));
        Assert.That(plan, Does.Contain($"on {table}_"));
    }

    private static void Append(IRegisterWriter writer, long person)
    {
        using var transaction = writer.Begin();
        transaction.Append(Some.Entry(transaction.Current(person)!.Next()));
        transaction.Commit();
    }

    private static NpgsqlConnection Open(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private StoreUpgrade Migrate() => StoreMigration.Apply(database.ConnectionString, [PostgreSqlRegister.Scripts]).Single();

    /// <summary>A register of this program's version: six persons and some entries, the last with key 12.</summary>
    private void Make(PostgreSqlDatabase? other = null)
    {
        var at = other ?? database;
        StoreMigration.Apply(at.ConnectionString, [PostgreSqlRegister.Scripts]);
        using (var loader = PostgreSqlRegister.Create(at.ConnectionString, Some.Origin, Some.Clock))
        {
            for (var number = 1; number <= 6; number++)
            {
                loader.Add(Some.Person(number, number % 2 == 0 ? "205" : "290"));
            }

            loader.Complete();
        }

        using var writer = PostgreSqlRegister.OpenWrite(at.ConnectionString);
        for (var round = 0; round < 11; round++)
        {
            Append(writer, 1 + (round % 4));
        }
    }

    /// <summary>The same in tables of version 1, whose roles have their rights.</summary>
    /// <returns>What it holds.</returns>
    private IReadOnlyList<CopiedRows> MakeVersion1()
    {
        var path = Path.Combine(folder, "source.db");
        using (var other = PostgreSqlCluster.Shared.NewDatabase())
        {
            Make(other);
            CopyOnce.ToFile(other, RegisterCopy.Part, path);
        }

        StoreMigration.Apply(database.ConnectionString, [Version1]);
        StoreRoles.Apply(database.ConnectionString, [Version1], Roles);
        return CopyOnce.ToDatabase(Part1, path, database);
    }

    /// <summary>Rows and digest of each table.</summary>
    private IReadOnlyList<CopiedRows> Contents(StorePart part) =>
        CopyOnce.ToFile(database, part, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"contents-{++copies}.db")));

    /// <summary>Lets the next key be the one after it.</summary>
    private void Skip(long key) =>
        database.Execute($"INSERT INTO register.journal VALUES ({key}, 1, 1, 'XCM', '20260105', '0', '1', '')");

    private long Count(string table, string condition) => (long)database.Value($"SELECT count(*) FROM register.{table} WHERE {condition}")!;

    private long OpenFrom(PostgreSqlDatabase? other = null) => (long)(other ?? database).Value(
        "SET search_path = register; SELECT CASE WHEN count(*) = 3 AND min(first) = max(first) THEN min(first) END FROM open_partition")!;

    private List<string> Partitions(string table) =>
    [
        .. ((string)database.Value(
            $"SELECT string_agg(inhrelid::regclass::text, ',') FROM pg_inherits WHERE inhparent = 'register.{table}'::regclass")!)
            .Split(',').Select(name => name.Replace("register.", "", StringComparison.Ordinal)),
    ];
}
