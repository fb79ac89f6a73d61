using Muutostieto.Records;

namespace Muutostieto.PostgreSql.Tests;

/// <summary>Scripts are applied once, in order, all or none, and a database that this program does not fit is refused.</summary>
public sealed class StoreMigrationTests
{
    private static readonly StoreScripts First = new("things", "the store of things", [new("CREATE TABLE thing (id bigint)")]);

    private static readonly StoreScripts Second = First with
    {
        Scripts = [.. First.Scripts, new("ALTER TABLE thing ADD COLUMN name text; INSERT INTO thing VALUES (1, 'a')")],
    };

    private PostgreSqlDatabase database = null!;

    [SetUp]
    public void SetUp() => database = PostgreSqlCluster.Shared.NewDatabase();

    [TearDown]
    public void TearDown() => database.Dispose();

    [Test]
    public void An_empty_database_gets_all_scripts_and_an_older_one_those_that_it_lacks()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Migrate(First), Is.EqualTo(new StoreUpgrade("things", 0, 1)));
            Assert.That(Migrate(Second), Is.EqualTo(new StoreUpgrade("things", 1, 2)));
            Assert.That(Migrate(Second), Is.EqualTo(new StoreUpgrade("things", 2, 2)));
            Assert.That(database.Value("SELECT count(*) FROM things.thing"), Is.EqualTo(1L));
        }
    }

    [Test]
    public void Many_at_once_apply_each_script_once()
    {
        var upgrades = Enumerable.Range(0, 6).AsParallel().WithDegreeOfParallelism(6).Select(_ => Migrate(Second)).ToList();
        Assert.That(upgrades.Count(upgrade => upgrade.From == 0), Is.EqualTo(1));
        Assert.That(database.Value("SELECT count(*) FROM things.thing"), Is.EqualTo(1L));
    }

    [Test]
    public void A_script_that_fails_leaves_nothing_of_any_store()
    {
        var broken = new StoreScripts("others", "the other store", [new("CREATE TABLE other (id bigint)"), new("CREATE TABLE other ()")]);
        var thrown = Assert.Throws<MuutostietoException>(() => StoreMigration.Apply(database.ConnectionString, [First, broken]));
        Assert.That(thrown!.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(database.Value("SELECT to_regnamespace('things')::text"), Is.EqualTo(DBNull.Value));
    }

    [Test]
    public void A_store_that_is_missing_or_older_is_refused_with_the_way_to_migrate()
    {
        Expect(FailureKind.Fault, () => Open(First), "the store of things is not in this database", new StoreRemedy.Migrate());
        Migrate(First);
        _ = Open(First);
        Expect(FailureKind.Fault, () => Open(Second), "has version 1, this program expects 2", new StoreRemedy.Migrate());
    }

    [Test]
    public void A_newer_store_is_refused_unless_its_scripts_say_that_this_program_may_go_on()
    {
        Migrate(Second);
        Expect(FailureKind.Fault, () => Open(First), "has version 2, this program expects 1");
        Expect(FailureKind.Fault, () => Migrate(First), "has version 2, this program expects 1");

        using var another = PostgreSqlCluster.Shared.NewDatabase();
        var adding = First with { Scripts = [.. First.Scripts, new("CREATE TABLE more (id bigint)", WorksWith: 1)] };
        StoreMigration.Apply(another.ConnectionString, [adding]);
        _ = StoreDatabase.Open(another.ConnectionString, First);
        Assert.That(StoreMigration.Apply(another.ConnectionString, [First]).Single(), Has.Property("To").EqualTo(2));
    }

    [Test]
    public void A_schema_of_another_program_is_left_alone()
    {
        database.Execute("CREATE SCHEMA things; CREATE TABLE things.thing (other text)");
        Expect(FailureKind.Usage, () => Migrate(First), "holds tables that this program did not make");
    }

    [TestCase("LATIN1")]
    [TestCase("SQL_ASCII")]
    public void A_database_of_another_encoding_is_refused_before_tables_are_made(string encoding)
    {
        var name = $"{database.Name}_{encoding.ToLowerInvariant()}";
        PostgreSqlCluster.Shared.Execute($"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0");
        var other = PostgreSqlCluster.Shared.ConnectionString(name);
        Expect(FailureKind.Usage, () => StoreMigration.Apply(other, [First]), $"the encoding {encoding}; UTF8 was expected");
        Expect(FailureKind.Fault, () => StoreDatabase.Open(other, First), "is not in this database", new StoreRemedy.Migrate());
    }

    [Test]
    public void An_owner_of_the_schema_alone_can_migrate_it()
    {
        var cluster = PostgreSqlCluster.Shared;
        cluster.Execute($"CREATE ROLE owner_{database.Name} LOGIN");
        database.Execute($"CREATE SCHEMA things AUTHORIZATION owner_{database.Name}");
        var own = database.ConnectionStringOf($"owner_{database.Name}");
        Assert.That(StoreMigration.Apply(own, [First]).Single().To, Is.EqualTo(1));
    }

    [Test]
    public void A_user_who_does_not_own_the_tables_finds_them_up_to_date_or_learns_who_must_migrate()
    {
        var user = $"user_{database.Name}";
        PostgreSqlCluster.Shared.Execute($"CREATE ROLE {user} LOGIN");
        Migrate(First);
        database.Execute($"GRANT USAGE ON SCHEMA things TO {user}; GRANT SELECT ON ALL TABLES IN SCHEMA things TO {user}");
        var own = database.ConnectionStringOf(user);
        Assert.That(StoreMigration.Apply(own, [First]).Single(), Is.EqualTo(new StoreUpgrade("things", 1, 1)));
        Expect(
            FailureKind.Fault,
            () => StoreMigration.Apply(own, [Second]),
            "this user may not make or change the tables of the store of things (must be owner of table thing)",
            new StoreRemedy.Migrate());
        Assert.That(database.Value("SELECT max(version) FROM things.applied_script"), Is.EqualTo(1));
    }

    private static void Expect(FailureKind kind, Action action, string message, Remedy? remedy = null)
    {
        var thrown = Assert.Throws<MuutostietoException>(action)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(thrown.Kind, Is.EqualTo(kind), thrown.Message);
            Assert.That(thrown.Message, Does.Contain(message));
            Assert.That(thrown.Remedy, Is.EqualTo(remedy));
        }
    }

    private StoreDatabase Open(StoreScripts scripts) => StoreDatabase.Open(database.ConnectionString, scripts);

    private StoreUpgrade Migrate(StoreScripts scripts) => StoreMigration.Apply(database.ConnectionString, [scripts]).Single();
}
