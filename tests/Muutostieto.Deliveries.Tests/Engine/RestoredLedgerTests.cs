using System.Text.Json.Nodes;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A ledger that was restored to an earlier time is not gone on with.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RestoredLedgerTests
{
    private EngineScene scene = null!;
    private long resident;

    private string Evidence => Path.Combine(scene.Settings.DataDirectory, "published", "viikko.json");

    [SetUp]
    public void MakeScene()
    {
        scene = new EngineScene(EngineScene.Permit("viikko"));
        resident = scene.Events.Born("205");
    }

    [TearDown]
    public void RemoveScene() => scene.Dispose();

    [Test]
    public async Task What_was_published_last_is_noted_outside_the_ledger()
    {
        _ = await scene.RunAsync();
        var change = await WeekAsync(1);

        var numbers = JsonNode.Parse(await File.ReadAllTextAsync(Evidence))!["numbers"]!.AsArray();
        Assert.That(numbers.Select(number => (string?)number!["kind"]), Is.EqualTo(new[] { "base", "changes" }));
        Assert.That((string?)numbers[1]!["manifestSha256"], Is.EqualTo(change.Manifest!.Sha256));
        Assert.That((long?)numbers[1]!["windowTo"], Is.EqualTo(change.Window.To));
        Assert.That((string?)numbers[1]!["registerMark"], Is.EqualTo(change.RegisterFingerprint));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_ledger_that_lacks_what_was_published_is_refused_and_nothing_changes(bool isEmptied)
    {
        _ = await scene.RunAsync();
        using var earlier = scene.Snapshot();
        _ = await WeekAsync(1);
        earlier.Restore();
        if (isEmptied)
        {
            Empty();
        }

        var before = await File.ReadAllTextAsync(Evidence);
        scene.Clock.Now = EngineScene.Monday.AddDays(14);
        var files = Directory.GetFiles(scene.Drop.LocationOf("viikko"));
        var failed = await scene.RunAsync();

        Assert.That(failed.Deliveries, Is.Empty);
        Assert.That(failed.Failures.Single().Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(failed.Failures[0].Message, Does.Contain(Evidence).And.Contain("changes 1 was published").And.Contain("earlier time"));
        Assert.That(scene.Ledger.List(), Has.Count.EqualTo(1));
        Assert.That(Directory.GetFiles(scene.Drop.LocationOf("viikko")), Is.EquivalentTo(files));
        Assert.That(await File.ReadAllTextAsync(Evidence), Is.EqualTo(before));
        Assert.That(
            () => scene.Engine.Planner.RequestedBase(scene.Permits[0]),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Integrity));
    }

    [Test]
    public async Task A_ledger_that_goes_on_with_a_planned_delivery_that_was_published_is_refused()
    {
        _ = await scene.RunAsync();
        scene.Events.Move(resident, "290");
        scene.Clock.Now = EngineScene.Monday.AddDays(7);
        var planned = scene.Engine.Planner.RequestedChanges(scene.Permits[0]);
        using var earlier = scene.Snapshot();
        _ = await scene.FinishAsync(planned);
        earlier.Restore();

        Assert.That((await scene.RunAsync()).Failures.Single().Message, Does.Contain("not composed yet"));
    }

    [Test]
    public async Task A_delivery_that_was_composed_is_published_after_a_stop_with_the_note_made()
    {
        scene.Drop.Next = FragileDrop.Fault.StoppedRevealing;
        Assert.That(scene.RunAsync, Throws.TypeOf<StoppedException>());
        Assert.That(File.Exists(Evidence), Is.True);

        Assert.That((await scene.RunAsync()).Deliveries.Single().State, Is.EqualTo(DeliveryState.Published));
    }

    [Test]
    public async Task Ledgers_from_before_the_note_go_on_and_are_noted()
    {
        _ = await scene.RunAsync();
        File.Delete(Evidence);
        scene.Clock.Now = EngineScene.Monday.AddDays(1);
        Assert.That((await scene.RunAsync()).Failures, Is.Empty);
        using var earlier = scene.Snapshot();
        _ = await WeekAsync(1);
        earlier.Restore();

        Assert.That((await scene.RunAsync()).Failures, Has.Count.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"permit":"toinen","numbers":[]}""")]
    public async Task A_damaged_note_is_refused_by_its_path(string content)
    {
        _ = await scene.RunAsync();
        await File.WriteAllTextAsync(Evidence, content);
        scene.Clock.Now = EngineScene.Monday.AddDays(7);

        var failure = (await scene.RunAsync()).Failures.Single();
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(failure.Message, Does.Contain(Evidence));
    }

    [Test]
    public async Task What_cannot_be_noted_is_not_published()
    {
        Directory.CreateDirectory(Evidence);
        var failure = (await scene.RunAsync()).Failures.Single();

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(scene.Ledger.List(new DeliveryFilter(State: DeliveryState.Published)), Is.Empty);
    }

    private async Task<Delivery> WeekAsync(int week)
    {
        scene.Events.Move(resident, week % 2 == 1 ? "290" : "205");
        scene.Clock.Now = EngineScene.Monday.AddDays(7 * week);
        return (await scene.RunAsync()).Deliveries.Single();
    }

    private void Empty()
    {
        foreach (var file in Directory.GetFiles(scene.Drop.LocationOf("viikko")))
        {
            File.Delete(file);
        }
    }
}
