using System.Text;
using Muutostieto.Register.PostgreSql;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.PostgreSql;

/// <summary>A base over several connections.</summary>
public sealed class RangeScanTests
{
    private const int Persons = 20_000;
    private static readonly string[] Municipalities = ["091", "205", "290"];
    private static readonly JournalKey All = new(long.MaxValue);

    private PostgreSqlDatabase database = null!;

    [OneTimeSetUp]
    public void Load()
    {
        database = RegisterDatabase.New();
        using var loader = PostgreSqlRegister.Create(database.ConnectionString, Some.Origin, Some.Clock);
        for (var number = 1; number <= Persons; number++)
        {
            _ = loader.Add(Some.Person(number, Municipalities[number % 3]));
        }

        loader.Complete();
        database.Execute("ANALYZE register.version");
    }

    [OneTimeTearDown]
    public void Remove() => database.Dispose();

    [TestCase(2, 6_000)]
    [TestCase(3, 500)]
    [TestCase(8, 50)]
    public void It_shows_what_one_connection_shows_in_the_same_order(int connections, int personsInRange)
    {
        using var one = PostgreSqlRegister.OpenRead(database.ConnectionString);
        using var several = PostgreSqlRegister.OpenRead(database.ConnectionString, connections, personsInRange);
        var shown = Rows(several, All);
        Assert.That(shown, Has.Count.EqualTo(Persons));
        Assert.That(shown, Is.EqualTo(Rows(one, All)));
    }

    [Test]
    public void Writers_meanwhile_change_nothing_of_what_is_shown()
    {
        using var one = PostgreSqlRegister.OpenRead(database.ConnectionString);
        using var several = PostgreSqlRegister.OpenRead(database.ConnectionString, 3, 500);
        using var writer = PostgreSqlRegister.OpenWrite(database.ConnectionString);
        var key = one.LatestKey();
        var before = Rows(one, key);
        var (seen, shown) = (0, new List<string>());
        several.ScanResidents(All, Municipalities, (in ResidentRow row) =>
        {
            shown.Add(Text(row));
            if (++seen % 400 != 0)
            {
                return;
            }

            // Someone of the beginning comes to the end, and the other way round.
            using var transaction = writer.Begin();
            var person = transaction.Current(seen)!;
            _ = transaction.Append(Some.Entry(person.Next() with { Municipality = "765", Document = Some.Document("moved") }));
            transaction.Commit();
        });
        Assert.That(shown, Is.EqualTo(before));
        Assert.That(Rows(several, key), Is.EqualTo(before), "as of the key, later");
    }

    [Test]
    public void A_visitor_that_fails_ends_all_connections()
    {
        using var several = PostgreSqlRegister.OpenRead(database.ConnectionString, 3, 500);
        var seen = 0;
        Assert.That(
            () => several.ScanResidents(All, Municipalities, (in ResidentRow _) =>
            {
                if (++seen == 700)
                {
                    throw new InvalidDataException("enough");
                }
            }),
            Throws.TypeOf<InvalidDataException>());
        Assert.That(Reading(), Is.Zero);
    }

    [Test]
    public void Cancelled_it_ends_within_some_hundred_residents()
    {
        using var several = PostgreSqlRegister.OpenRead(database.ConnectionString, 3, 500);
        using var stop = new CancellationTokenSource();
        var seen = 0;
        Assert.That(
            () => several.ScanResidents(
                All,
                Municipalities,
                (in ResidentRow _) =>
                {
                    if (++seen == 700)
                    {
                        stop.Cancel();
                    }
                },
                stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(seen, Is.LessThan(2_500));
        Assert.That(Reading(), Is.Zero);
    }

    [Test]
    public void A_database_that_goes_away_fails_the_scan_and_shows_nothing_out_of_its_order()
    {
        using var one = PostgreSqlRegister.OpenRead(database.ConnectionString);
        using var several = PostgreSqlRegister.OpenRead(database.ConnectionString, 3, 500);
        var shown = new List<string>();
        try
        {
            Assert.That(
                () => several.ScanResidents(All, Municipalities, (in ResidentRow row) =>
                {
                    shown.Add(Text(row));
                    if (shown.Count == 1_000)
                    {
                        PostgreSqlCluster.Shared.Execute($"ALTER DATABASE {database.Name} ALLOW_CONNECTIONS false");
                        database.CutConnections();
                    }
                }),
                Throws.TypeOf<Records.MuutostietoException>());
        }
        finally
        {
            PostgreSqlCluster.Shared.Execute($"ALTER DATABASE {database.Name} ALLOW_CONNECTIONS true");
        }

        Assert.That(shown, Is.EqualTo(Rows(one, All).Take(shown.Count)));
        Assert.That(shown, Has.Count.LessThan(Persons));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(372)]
    [TestCase(9_999)]
    public void Ranges_follow_one_another_and_leave_out_no_code(int count)
    {
        var ranges = CodeRange.All(count);
        Assert.That(ranges, Has.Count.EqualTo(Math.Min(count, 3_720)));
        Assert.That((ranges[0].Low, ranges[^1].High), Is.EqualTo(((string?)null, (string?)null)));
        for (var i = 1; i < ranges.Count; i++)
        {
            Assert.That(ranges[i].Low, Is.EqualTo(ranges[i - 1].High));
            Assert.That(i == 1 || string.CompareOrdinal(ranges[i - 1].Low, ranges[i].Low) < 0);
        }
    }

    private static List<string> Rows(IRegister register, JournalKey key)
    {
        var rows = new List<string>();
        register.ScanResidents(key, Municipalities, (in ResidentRow row) => rows.Add(Text(row)));
        return rows;
    }

    private static string Text(in ResidentRow row) =>
        $"{row.PersonId} {Encoding.UTF8.GetString(row.IdentityCode)} {Encoding.UTF8.GetString(row.Municipality)} "
            + $"{Encoding.UTF8.GetString(row.NonDisclosureEnd)} {Encoding.UTF8.GetString(row.Document)}";

    private long Reading() =>
        (long)database.Value("""
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
            """)!;
}
