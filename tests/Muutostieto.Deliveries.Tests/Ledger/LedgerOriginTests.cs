using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Engine;

namespace Muutostieto.Deliveries.Tests.Ledger;

/// <summary>A ledger knows the database that deliveries were made with from one that was loaded in its place.</summary>
public sealed class LedgerOriginTests
{
    private PostgreSqlDatabase database = null!;

    [SetUp]
    public void MakeDatabase() => database = LedgerDatabase.New();

    [TearDown]
    public void RemoveDatabase() => database.Dispose();

    [Test]
    public void The_first_database_is_accepted_and_stays_the_same_for_everyone()
    {
        using var ledger = Open(database);
        using var another = Open(database);
        var first = ledger.Origin(EngineScene.Monday)!;

        Assert.That(first.IsAnother, Is.False);
        Assert.That(another.Origin(EngineScene.Monday.AddDays(1)), Is.EqualTo(first));
        Assert.That(database.Value("SELECT accepted FROM ledger.origin"), Is.EqualTo("2026-01-05T06:00:00.0000000+00:00"));
    }

    [Test]
    public void A_copy_of_the_database_is_another_one_until_it_is_accepted()
    {
        using (var ledger = Open(database))
        {
            _ = ledger.Origin(EngineScene.Monday);
        }

        Npgsql.NpgsqlConnection.ClearAllPools();
        using var copy = PostgreSqlCluster.Shared.NewDatabase(database.Name);
        using var copied = Open(copy);
        var origin = copied.Origin(EngineScene.Monday)!;
        Assert.That(origin.IsAnother, Is.True);

        copied.Accept(origin, EngineScene.Monday);
        Assert.That(copied.Origin(EngineScene.Monday)!.IsAnother, Is.False);
    }

    [Test]
    public void Tables_that_were_loaded_anew_are_another_ledger()
    {
        using var ledger = Open(database);
        _ = ledger.Origin(EngineScene.Monday);
        database.Execute("CREATE TABLE ledger.loaded (LIKE ledger.delivery); ALTER TABLE ledger.delivery RENAME TO old; "
            + "ALTER TABLE ledger.loaded RENAME TO delivery");

        Assert.That(ledger.Origin(EngineScene.Monday)!.IsAnother, Is.True);
    }

    private static PostgreSqlLedger Open(PostgreSqlDatabase database) => PostgreSqlLedger.Open(LedgerDatabase.ForDeliveries(database));
}
