using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Copy;

namespace Muutostieto.Deliveries.Tests.Ledger.Copy;

/// <summary>A ledger is copied with all that it holds, and the file is one that the program itself could have made.</summary>
public sealed class LedgerCopyTests
{
    private const string Schema =
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name";

    private PostgreSqlDatabase database = null!;
    private string folder = null!;

    private string Ledger => Path.Combine(folder, "ledger.db");

    [SetUp]
    public void SetUp() => (database, folder) = (LedgerDatabase.New(), Directory.CreateTempSubdirectory("muutostieto-").FullName);

    [TearDown]
    public void TearDown()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Everything_is_copied_but_the_claims_of_workers_on_one_database() => Assert.That(
        CopyOnce.NotCopied(database, LedgerCopy.Part),
        Is.EqualTo(new[] { "applied_script", "claim", "origin", "delivery.token" }));

    [Test]
    public void The_file_is_made_as_the_program_makes_one_and_its_rows_are_the_same()
    {
        using (var ledger = PostgreSqlLedger.Open(database.ConnectionString))
        {
            var delivery = ledger.Plan(Some.BasePlan());
            ledger.RequestRepair(delivery.Permit, ["697"], delivery.Planned);
        }

        CopyOnce.ToFile(database, LedgerCopy.Part, Ledger);
        var own = Path.Combine(folder, "own.db");
        SqliteLedger.Open(own).Dispose();
        Assert.That(DatabaseContents.Query(Ledger, Schema), Is.EqualTo(DatabaseContents.Query(own, Schema)));
        using var copy = SqliteLedger.Open(Ledger);
        using var source = PostgreSqlLedger.Open(database.ConnectionString);
        Assert.That(copy.List().Select(each => each.ToString()), Is.EqualTo(source.List().Select(each => each.ToString())));
        Assert.That(copy.PendingRepairs(Some.BasePlan().Permit), Has.Count.EqualTo(1));
    }
}
