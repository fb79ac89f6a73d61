using System.Text.Json;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Recipient.Comparing;
using Muutostieto.Recipient.Loading;
using Muutostieto.Records;
using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Reconciliation;

/// <summary>A repair adds full records of all residents of some municipalities to the next change delivery.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RepairTests
{
    private EngineScene scene = null!;
    private long first;
    private long second;
    private long elsewhere;

    private Permit Permit => scene.Permits[0];

    [SetUp]
    public async Task MakeSceneAsync()
    {
        scene = new EngineScene(EngineScene.Permit("viikko"));
        first = scene.Events.Born("205");
        second = scene.Events.Born("205");
        elsewhere = scene.Events.Born("290");
        _ = await scene.RunAsync();
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
    }

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task Residents_come_in_full_after_the_journals_lines_in_the_order_of_their_codes()
    {
        scene.Events.ChangeAddress(elsewhere);
        Ask("205");
        var records = RecordsOf(await NextAsync());
        Assert.That(
            records.Select(record => (record.Type, record.Text(HeaderField.IdentityCode))),
            Is.EqualTo(
                new[] { (RecordType.Old, CodeOf(elsewhere)) }.Concat(
                    new[] { CodeOf(first), CodeOf(second) }.Order(StringComparer.Ordinal).Select(code => (RecordType.New, code)))));
    }

    [Test]
    public async Task The_manifest_says_why_there_are_so_many()
    {
        Ask("290", "205");
        var delivery = await NextAsync();
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(scene.FilesOf(delivery), delivery.Manifest!.Name)));
        var repair = manifest.RootElement.GetProperty("delivery").GetProperty("repair");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(repair.GetProperty("reason").GetString(), Is.EqualTo("reconciliation"));
            Assert.That(
                repair.GetProperty("municipalities").EnumerateArray().Select(code => code.GetString()),
                Is.EqualTo(new[] { "205", "290" }));
            Assert.That(repair.GetProperty("persons").GetInt64(), Is.EqualTo(3));
            Assert.That(delivery.Counts.Persons, Is.EqualTo(3));
        }
    }

    [Test]
    public async Task A_delivery_without_a_repair_says_nothing_of_one()
    {
        var delivery = await NextAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(Path.Combine(scene.FilesOf(delivery), delivery.Manifest!.Name)), Does.Not.Contain("repair"));
            Assert.That(delivery.Terms.Json, Does.Not.Contain("repair"));
        }
    }

    [Test]
    public async Task What_happened_to_a_person_who_comes_in_full_is_folded_into_that()
    {
        scene.Events.ChangeAddress(first);
        scene.Events.ChangeCode(second);
        Ask("205");
        var records = RecordsOf(await NextAsync());
        Assert.That(records.Select(record => record.Type), Is.All.EqualTo(RecordType.New));
        Assert.That(
            records.Select(record => record.Text(HeaderField.IdentityCode)),
            Is.EquivalentTo(new[] { CodeOf(first), CodeOf(second) }));
    }

    [Test]
    public async Task No_person_comes_in_full_twice()
    {
        var moved = scene.Events.Born("205");
        scene.Events.Move(elsewhere, "205");
        scene.Events.Move(first, "091");
        Ask("205");
        var records = RecordsOf(await NextAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                records.Where(record => record.Type == RecordType.New).Select(record => record.Text(HeaderField.IdentityCode)),
                Is.EquivalentTo(new[] { CodeOf(moved), CodeOf(elsewhere), CodeOf(second) }));
            Assert.That(
                records.Where(record => record.Type == RecordType.Old).Select(record => record.Text(HeaderField.IdentityCode)),
                Is.EqualTo(new[] { CodeOf(first) }),
                "a leaver leaves");
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_lost_person_who_has_died_or_moved_since_does_not_keep_the_repair_from_being_loaded(bool dies)
    {
        var database = Path.Combine(Path.GetDirectoryName(scene.LedgerPath)!, "recipient.db");
        Assert.That(Load(database), Is.Null);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database};Pooling=False"))
        {
            connection.Open();
            using var lose = connection.CreateCommand();
            lose.CommandText = "DELETE FROM persons WHERE hetu = $code";
            _ = lose.Parameters.AddWithValue("$code", CodeOf(first));
            Assert.That(lose.ExecuteNonQuery(), Is.EqualTo(1));
        }

        if (dies)
        {
            scene.Events.Die(first);
        }
        else
        {
            scene.Events.Move(first, "290");
        }

        Ask("205");
        var delivery = await NextAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Load(database), Is.Null);
            Assert.That(
                RecordsOf(delivery).Select(record => (record.Type, record.Text(HeaderField.IdentityCode))),
                Is.EqualTo(new[] { (RecordType.New, CodeOf(first)), (RecordType.New, CodeOf(second)) }));
        }

        var file = scene.Reconciler.Compose(delivery, null, CancellationToken.None);
        Assert.That(new DatabaseComparer(Layouts.Catalog, new RemedyNames()).Compare(database, file).IsEqual, Is.True);

        string? Load(string into) =>
            new DeliveryLoader(Layouts.Catalog, TimeProvider.System, new RemedyNames())
                .Load(new LoadOptions { Folder = scene.Drop.LocationOf(Permit.Id), Database = into })
                .Refusal;
    }

    [Test]
    public async Task Without_the_right_a_protected_person_is_in_no_repair()
    {
        scene.Events.Protect(first);
        _ = await NextAsync();
        Ask("205");
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        var delivery = await NextAsync();
        Assert.That(RecordsOf(delivery).Select(record => record.Text(HeaderField.IdentityCode)), Is.EqualTo(new[] { CodeOf(second) }));
    }

    [Test]
    public async Task It_is_done_once_and_needs_no_new_base_afterwards()
    {
        Ask("205");
        var repaired = await NextAsync();
        Assert.That(scene.Engine.Planner.NeedsNewBase(Permit, repaired), Is.False);
        scene.Events.ChangeAddress(first);
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        var after = await NextAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Title, Is.EqualTo("viikko changes 2"));
            Assert.That(RecordsOf(after), Has.Count.EqualTo(1));
        }

        await ChainTests.EndsEqual(scene, "viikko");
    }

    [Test]
    public async Task On_demand_there_is_a_delivery_though_nothing_has_been_entered()
    {
        Ask("205");
        var delivery = await scene.FinishAsync(scene.Engine.Planner.RequestedChanges(Permit));
        Assert.That(
            (delivery.Title, delivery.Counts.Records, delivery.Window.From == delivery.Window.To),
            Is.EqualTo(("viikko changes 1", 2L, true)));
        Assert.That(scene.Engine.Planner.RequestedChanges(Permit).Id, Is.EqualTo(delivery.Id), "and no second one");
    }

    [Test]
    public async Task A_dry_run_counts_the_repair_and_leaves_it_waiting()
    {
        Ask("205");
        Assert.That(scene.Engine.Preview.CountChanges(Permit, null, CancellationToken.None).Persons, Is.EqualTo(2));
        Assert.That(RecordsOf(await NextAsync()), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Taken_by_a_delivery_that_is_withdrawn_it_comes_with_the_next()
    {
        Ask("205");
        var withdrawn = await NextAsync();
        scene.Ledger.Withdraw(withdrawn.Id, "väärä päivä", scene.Clock.Now);
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        Assert.That(RecordsOf(await NextAsync()), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_new_base_takes_it_too()
    {
        Ask("205");
        scene.Events.ChangeAddress(first);
        scene.Life.Commit();
        _ = await scene.FinishAsync(scene.Engine.Planner.RequestedBase(Permit));
        Assert.That(scene.Ledger.PendingRepairs(Permit.Id), Is.Empty);
    }

    [Test]
    public async Task Composed_again_later_it_has_the_same_bytes()
    {
        scene.Events.Move(elsewhere, "205");
        Ask("205");
        var delivery = await NextAsync();
        scene.Events.ChangeAddress(first);
        _ = scene.Events.Born("205");
        Ask("290");
        scene.Life.Commit();
        Directory.Delete(scene.OutboxFolderOf(delivery), recursive: true);
        var again = await scene.Engine.RedeliverAsync(delivery, scene.Observer, CancellationToken.None);
        Assert.That(again.Files, Is.EqualTo(delivery.Files));
    }

    [Test]
    public async Task A_municipality_merged_since_is_repaired_as_what_it_has_become()
    {
        Ask("290");
        scene.Mergers = [new Merger("290", "205", new DateOnly(2026, 1, 9))];
        scene.Events.MergeMunicipality("290", "205");
        Assert.That((await NextAsync()).Terms.Value.Repair, Is.EqualTo(new[] { "205" }));
    }

    [Test]
    public void A_municipality_of_another_permit_is_refused() =>
        Assert.That(
            () => Ask("205", "091"),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Usage).And.Message.Contains("091"));

    private void Ask(params string[] municipalities)
    {
        scene.Life.Commit();
        _ = new RepairScheduler(scene.Ledger, scene.Municipalities, scene.Clock).Request(Permit, municipalities);
    }

    private async Task<Delivery> NextAsync() => (await scene.RunAsync()).Deliveries.Single();

    private List<Record> RecordsOf(Delivery delivery) =>
        [.. new MemoryRecipient(fromCsv: false).Records(scene.FilesOf(delivery)).Where(record => !record.IsOpaque)];

    private string CodeOf(long person) => scene.Life.Current(person).IdentityCode;
}
