using Muutostieto.PostgreSql;
using Muutostieto.Records;
using Muutostieto.Register.PostgreSql;
using Muutostieto.Register.Tests.Support;
using Npgsql;

namespace Muutostieto.Register.Tests.PostgreSql;

/// <summary>What a register has because it is in a PostgreSQL database.</summary>
public sealed class PostgreSqlRegisterTests
{
    private PostgreSqlDatabase database = null!;

    private static IEnumerable<string> Refused =>
        [
            "UPDATE register SET note = 'x'",
            "DELETE FROM register",
            "TRUNCATE register",
            "UPDATE journal SET event = 'x'",
            "DELETE FROM journal",
            "TRUNCATE journal",
            "UPDATE building_entry SET event = 'x'",
            "DELETE FROM building_entry",
            "TRUNCATE building_entry",
        ];

    [SetUp]
    public void SetUp() => database = RegisterDatabase.New();

    [TearDown]
    public void TearDown() => database.Dispose();

    [Test]
    public void Tables_without_a_register_are_said_to_have_none_yet()
    {
        var failure = FailureOf(() => PostgreSqlRegister.OpenRead(database.ConnectionString));

        Assert.Multiple(() =>
        {
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
            Assert.That(failure.Remedy, Is.InstanceOf<RegisterRemedy.MakeInDatabase>());
            Assert.That(failure.Message, Does.Contain(database.Name));
            Assert.That(PostgreSqlRegister.IsThere(database.ConnectionString), Is.False);
            Assert.That(FailureOf(() => PostgreSqlRegister.OpenWrite(database.ConnectionString)).Kind, Is.EqualTo(FailureKind.Usage));
        });
    }

    [Test]
    public void A_register_is_not_there_before_it_is_whole_and_never_made_over_another()
    {
        using (var given = PostgreSqlRegister.Create(database.ConnectionString, Some.Origin, Some.Clock))
        {
            given.Add(Some.Person(1));
            Assert.That(PostgreSqlRegister.IsThere(database.ConnectionString), Is.False);
        }

        Assert.That(PostgreSqlRegister.IsThere(database.ConnectionString), Is.False, "given up");
        Load(5000);
        var failure = FailureOf(() => PostgreSqlRegister.Create(database.ConnectionString, Some.Origin, Some.Clock));
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(failure.Message, Does.EndWith("Give another database: Store in the settings names it."));
        Assert.That(failure.Remedy, Is.Null, "no data folder names it");
        using var register = PostgreSqlRegister.OpenRead(database.ConnectionString);
        Assert.That(register.Status().Persons, Is.EqualTo(5000));
    }

    [Test]
    public void The_database_itself_refuses_to_change_what_was_entered()
    {
        Load(1);
        using (var writer = PostgreSqlRegister.OpenWrite(database.ConnectionString))
        {
            writer.AppendOne(SomeBuilding.Entry(SomeBuilding.House(1)));
        }

        using (Assert.EnterMultipleScope())
        {
            foreach (var sql in Refused)
            {
                Assert.Throws<PostgresException>(() => database.Execute("SET search_path = register; " + sql), sql);
            }
        }
    }

    [Test]
    public void A_connection_that_is_cut_in_the_middle_of_a_scan_ends_it_and_the_next_one_is_whole()
    {
        Load(20_000);
        using var register = PostgreSqlRegister.OpenRead(database.ConnectionString);
        var seen = 0;

        var failure = FailureOf(() => register.ScanResidents(new JournalKey(1), ["205"], (in ResidentRow _) =>
        {
            if (++seen == 10)
            {
                database.CutConnections();
            }
        }));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Transient));
        Assert.That(failure.Message, Does.Contain(database.Name));
        Assert.That(seen, Is.LessThan(20_000));
        Assert.That(register.Residents(new JournalKey(1), "205"), Has.Count.EqualTo(20_000));
        database.CutConnections();
        Assert.That(register.LatestKey(), Is.EqualTo(new JournalKey(1)), "a dead connection of the pool is not noticed");
    }

    [Test]
    public void A_writer_whose_connection_is_cut_has_entered_nothing_and_begins_anew()
    {
        Load(1);
        using var writer = PostgreSqlRegister.OpenWrite(database.ConnectionString);
        using (var transaction = writer.Begin())
        {
            transaction.Append(Some.Entry(Some.Person(2)));
            database.CutConnections();
            Assert.That(FailureOf(() => transaction.Append(Some.Entry(Some.Person(3)))).Kind, Is.EqualTo(FailureKind.Transient));
        }

        Assert.That(writer.AppendOne(Some.Entry(Some.Person(4))).Key, Is.EqualTo(new JournalKey(2)));
    }

    [Test]
    public void A_role_that_may_only_read_reads_and_is_refused_to_write()
    {
        Load(10);
        var role = "reader_" + database.Name;
        database.Execute($"""
            CREATE ROLE {role} LOGIN;
            GRANT USAGE ON SCHEMA register TO {role};
            GRANT SELECT ON ALL TABLES IN SCHEMA register TO {role}
            """);
        try
        {
            using (var register = PostgreSqlRegister.OpenRead(database.ConnectionStringOf(role)))
            {
                Assert.That(register.Residents(new JournalKey(1), "205"), Has.Count.EqualTo(10));
            }

            using var writer = PostgreSqlRegister.OpenWrite(database.ConnectionStringOf(role));
            var failure = FailureOf(() => writer.AppendOne(Some.Entry(Some.Person(77))));
            Assert.That((failure.Kind, failure.Remedy), Is.EqualTo((FailureKind.Fault, (Remedy)new StoreRemedy.Grant())));
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            database.Execute($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Test]
    public void Tables_of_a_newer_program_are_refused_and_missing_ones_are_to_be_made()
    {
        Load(1);
        database.Execute("INSERT INTO register.applied_script (version, works_with) VALUES (99, 99)");
        var newer = FailureOf(() => PostgreSqlRegister.OpenRead(database.ConnectionString));
        using var empty = PostgreSqlCluster.Shared.NewDatabase();
        var missing = FailureOf(() => PostgreSqlRegister.OpenRead(empty.ConnectionString));

        Assert.Multiple(() =>
        {
            Assert.That(newer.Kind, Is.EqualTo(FailureKind.Fault));
            Assert.That(newer.Message, Does.Contain("99"));
            Assert.That(missing.Remedy, Is.InstanceOf<StoreRemedy.Migrate>());
        });
    }

    [Test]
    public void A_server_that_is_down_is_transient_and_no_message_has_the_password()
    {
        const string Connection = "Host=127.0.0.1;Port=1;Database=muutos;Username=u;Password=salasana-77;Timeout=3";

        var failure = FailureOf(() => PostgreSqlRegister.OpenRead(Connection));

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Transient));
        Assert.That(failure.ToString(), Does.Not.Contain("salasana-77"));
        Assert.That(PostgreSqlRegister.PlaceOf(Connection), Is.EqualTo("PostgreSQL 127.0.0.1:1/muutos"));
    }

    [Test]
    public void Documents_are_the_bytes_that_were_put_in_however_long_they_are()
    {
        var documents = new[] { 1, 1900, 2100, 7000, 9000, 40_000, 300_000 }
            .Select((length, number) => Some.Person(number) with { Document = Some.Document(new string('ä', length)) })
            .ToList();
        using (var loader = PostgreSqlRegister.Create(database.ConnectionString, Some.Origin, Some.Clock))
        {
            documents.ForEach(person => loader.Add(person));
            loader.Complete();
        }

        using var register = PostgreSqlRegister.OpenRead(database.ConnectionString);
        var seen = new Dictionary<string, byte[]>();
        register.ScanResidents(
            new JournalKey(1),
            ["205"],
            (in ResidentRow row) => seen.Add(System.Text.Encoding.ASCII.GetString(row.IdentityCode), row.Document.ToArray()));

        Assert.That(documents.Select(person => person.Document.Span.SequenceEqual(seen[person.IdentityCode])), Is.All.True);
    }

    [Test]
    public void The_scan_takes_its_order_from_the_index_and_passes_over_what_is_not_in_force_within_it()
    {
        Load(1);
        var store = StoreDatabase.Open(database.ConnectionString, PostgreSqlRegister.Scripts);
        var scan = new MunicipalityScan(
            new PostgreSqlSession(store), PostgreSqlRegisterReader.Residents, ["205", "290"], new JournalKey(PartitionScript.Keys));

        var plan = store.Read(connection =>
        {
            using var command = scan.Command(connection);
            command.CommandText = "EXPLAIN " + command.CommandText;
            using var reader = command.ExecuteReader();
            var lines = new List<string>();
            while (reader.Read())
            {
                lines.Add(reader.GetString(0));
            }

            return lines;
        });

        var text = string.Join('\n', plan);
        Assert.That(text, Does.StartWith("Merge Append").And.Not.Contain("->  Sort"));
        Assert.That(
            plan.FindAll(line => line.Contains("Index Scan using version_current_scan", StringComparison.Ordinal)), Has.Count.EqualTo(2));
        Assert.That(text, Does.Not.Contain("version_ended_0"), "what ended before the key is not looked at");
        Assert.That(
            plan.FindAll(line => line.Contains("Index Cond", StringComparison.Ordinal)),
            Has.Count.EqualTo(6).And.All.Contains("COALESCE(to_key"));
    }

    private static MuutostietoException FailureOf(Action action) => Assert.Throws<MuutostietoException>(action)!;

    private void Load(int persons)
    {
        using var loader = PostgreSqlRegister.Create(database.ConnectionString, Some.Origin, Some.Clock);
        for (var number = 0; number < persons; number++)
        {
            loader.Add(Some.Person(number));
        }

        loader.Complete();
    }
}
