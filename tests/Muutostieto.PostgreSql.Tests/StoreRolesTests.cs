namespace Muutostieto.PostgreSql.Tests;

/// <summary>Roles get what a store names for them, and what its later scripts add.</summary>
public sealed class StoreRolesTests
{
    private static readonly StoreScripts Things = new("things", "the store of things", [new("CREATE TABLE thing (id bigint)")])
    {
        Rights = [new(StoreRole.Register, "INSERT", "thing"), new(StoreRole.Deliveries)],
    };

    private static readonly StoreScripts More = Things with
    {
        Scripts = [.. Things.Scripts, new("CREATE TABLE more (id bigint)")],
        Rights = [.. Things.Rights, new(StoreRole.Register, "INSERT, DELETE", "more")],
    };

    private static readonly IReadOnlyDictionary<StoreRole, string> Names = new Dictionary<StoreRole, string>
    {
        [StoreRole.Register] = "Writer \"of\" things",
        [StoreRole.Deliveries] = "reader_of_things",
    };

    private PostgreSqlDatabase database = null!;

    [SetUp]
    public void SetUp()
    {
        database = PostgreSqlCluster.Shared.NewDatabase();
        PostgreSqlCluster.Shared.Login("\"Writer \"\"of\"\" things\"");
        PostgreSqlCluster.Shared.Login("reader_of_things");
        StoreMigration.Apply(database.ConnectionString, [Things]);
    }

    [TearDown]
    public void TearDown() => database.Dispose();

    [Test]
    public void A_name_is_a_name_and_the_statements_are_those_that_are_run()
    {
        database.Execute(string.Join(';', StoreRoles.Statements([Things], Names)));
        Assert.That(Rights(StoreRole.Register), Is.EqualTo("thing: INSERT SELECT"));
        Assert.That(Rights(StoreRole.Deliveries), Is.EqualTo("thing: SELECT"));
    }

    [Test]
    public void What_a_role_had_beyond_its_rights_is_taken_from_it()
    {
        database.Execute("GRANT ALL ON ALL TABLES IN SCHEMA things TO reader_of_things");
        StoreRoles.Apply(database.ConnectionString, [Things], Names);
        StoreRoles.Apply(database.ConnectionString, [Things], Names);
        Assert.That(Rights(StoreRole.Deliveries), Is.EqualTo("thing: SELECT"));
    }

    [Test]
    public void What_everybody_had_is_taken_from_everybody()
    {
        database.Execute("GRANT USAGE ON SCHEMA things TO PUBLIC; GRANT ALL ON things.thing TO PUBLIC");
        StoreRoles.Apply(database.ConnectionString, [Things], Names);
        Assert.That(
            database.Value("SELECT count(*) FROM pg_class, aclexplode(relacl) WHERE relname = 'thing' AND grantee = 0"),
            Is.Zero);
        Assert.That(database.Value("SELECT has_schema_privilege('pg_monitor', 'things', 'USAGE')"), Is.False);
    }

    [Test]
    public void A_name_that_means_everybody_or_one_who_can_do_everything_is_refused(
        [Values("public", "tests", "member_of_tests")] string name)
    {
        PostgreSqlCluster.Shared.Login("member_of_tests");
        PostgreSqlCluster.Shared.Execute("GRANT tests TO member_of_tests");
        var failed = Assert.Throws<Records.MuutostietoException>(() => StoreRoles.Apply(
            database.ConnectionString,
            [Things],
            new Dictionary<StoreRole, string> { [StoreRole.Register] = name }))!;
        Assert.That(failed.Kind, Is.EqualTo(Records.FailureKind.Usage));
        Assert.That(failed.Message, Does.Contain($"\"{name}\"").And.Contain("Nothing was changed"));
        Assert.That(database.Value("SELECT relacl IS NULL FROM pg_class WHERE oid = 'things.thing'::regclass"), Is.True);
    }

    [Test]
    public void One_login_of_two_roles_has_the_rights_of_both()
    {
        StoreRoles.Apply(
            database.ConnectionString,
            [Things],
            Names.Keys.ToDictionary(role => role, _ => Names[StoreRole.Deliveries]));
        Assert.That(Rights(StoreRole.Deliveries), Is.EqualTo("thing: INSERT SELECT"));
    }

    [Test]
    public void A_migration_gives_the_roles_what_it_adds_for_them()
    {
        StoreRoles.Apply(database.ConnectionString, [Things], Names);
        StoreMigration.Apply(database.ConnectionString, [More]);
        Assert.That(Rights(StoreRole.Register), Is.EqualTo("more: DELETE INSERT SELECT, thing: INSERT SELECT"));
    }

    [Test]
    public void Older_tables_are_migrated_before_roles_get_rights()
    {
        var failed = Assert.Throws<Records.MuutostietoException>(
            () => StoreRoles.Apply(database.ConnectionString, [More], Names))!;
        Assert.That(failed.Remedy, Is.EqualTo(new StoreRemedy.Migrate()));
    }

    private string Rights(StoreRole role) => (string)database.Value(
        $"""
        SELECT string_agg(relname || ': ' || given, ', ' ORDER BY relname) FROM (
            SELECT c.relname, string_agg(a.privilege_type, ' ' ORDER BY a.privilege_type) AS given
            FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
            WHERE c.relnamespace = 'things'::regnamespace AND c.relname <> 'applied_script'
                AND pg_get_userbyid(a.grantee) = '{Names[role]}'
            GROUP BY c.relname) AS rights
        """)!;
}
