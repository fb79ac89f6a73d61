using Muutostieto.Register.Sql;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Sqlite;

/// <summary>What reading costs: the indexes that the queries use, and no memory for each person.</summary>
public sealed class SqliteQueryTests
{
    private RegisterFile file = null!;

    [SetUp]
    public void SetUp() => file = new RegisterFile();

    [TearDown]
    public void TearDown() => file.Dispose();

    [Test]
    public void The_scan_takes_its_order_from_the_index()
    {
        file.Create().Complete();

        var plan = file.Sql(
            "EXPLAIN QUERY PLAN "
                + (SqliteSchema.Residents + SqliteSchema.InOrder)
                    .Replace("?1", "'205'", StringComparison.Ordinal)
                    .Replace("?2", "1", StringComparison.Ordinal),
            column: 3);

        // A second line would be the sort's temporary tree.
        Assert.That(plan, Is.EqualTo("SEARCH version USING INDEX version_scan (municipality=?)"));
    }

    [Test]
    public void A_version_as_of_a_key_is_one_look_into_the_index()
    {
        file.Create().Complete();

        var plan = file.Sql(
            "EXPLAIN QUERY PLAN "
                + RegisterQueries.VersionAt.Replace("?1", "1", StringComparison.Ordinal).Replace("?2", "1", StringComparison.Ordinal),
            column: 3);

        Assert.That(plan, Is.EqualTo("SEARCH version USING INDEX version_person (person=? AND from_key<?)"));
    }

    [Test]
    public void Who_is_protected_is_read_from_indexes_alone()
    {
        file.Create().Complete();

        Assert.That(
            new[] { RegisterQueries.OrdersFrom, RegisterQueries.Mergers, RegisterQueries.CodesOf }.Select(query =>
                file.Sql("EXPLAIN QUERY PLAN " + query.Replace("?1", "1", StringComparison.Ordinal), column: 3)?.ToString()),
            Is.EqualTo(
                new[]
                {
                    "SCAN version USING COVERING INDEX version_order",
                    "SCAN version USING COVERING INDEX version_merged",
                    "SEARCH identity_code USING COVERING INDEX identity_code_person (person=?)",
                }));
    }

    [Test]
    public void A_name_and_a_day_of_birth_are_one_look_into_their_index()
    {
        file.Create().Complete();

        var plan = file.Sql("EXPLAIN QUERY PLAN " + RegisterQueries.Named.Replace("?1", "1", StringComparison.Ordinal), column: 3);

        Assert.That(plan, Is.EqualTo("SEARCH name_key USING PRIMARY KEY (key=?)"));
    }

    [Test]
    public void Showing_a_version_allocates_nothing()
    {
        using (var loader = file.Create())
        {
            for (var number = 0; number < 100; number++)
            {
                loader.Add(Some.Person(number));
            }

            loader.Complete();
        }

        using var register = SqliteRegister.OpenRead(file.Path);
        var bytes = 0L;
        void Visit(in VersionRow row) => bytes += row.Document.Length;
        VersionVisitor visit = Visit;
        register.Show(1, new JournalKey(1), visit);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var person = 1; person <= 100; person++)
        {
            register.Show(person, new JournalKey(1), visit);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(bytes, Is.Positive);
    }

    [Test]
    public void A_scan_allocates_nothing_by_person()
    {
        using (var loader = file.Create())
        {
            for (var number = 0; number < 20_000; number++)
            {
                loader.Add(Some.Person(number, number < 100 ? "091" : "205"));
            }

            loader.Complete();
        }

        using var register = SqliteRegister.OpenRead(file.Path);
        AllocatedBy(register, "091");
        var few = AllocatedBy(register, "091");
        var many = AllocatedBy(register, "205");

        Assert.That(many - few, Is.LessThan(10_000));
    }

    private static long AllocatedBy(IRegister register, string municipality)
    {
        var bytes = 0L;
        var before = GC.GetAllocatedBytesForCurrentThread();
        register.ScanResidents(new JournalKey(1), [municipality], (in ResidentRow row) => bytes += row.Document.Length);
        Assert.That(bytes, Is.Positive);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
