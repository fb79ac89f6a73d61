using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>The persons of an extract are chosen once where one process plans and composes it, and anew everywhere else.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ChoiceHandoverTests
{
    private OrderedScene ordered = null!;

    private EngineScene Scene => ordered.Engine;

    [SetUp]
    public void MakeScene() => ordered = new OrderedScene();

    [TearDown]
    public void RemoveScene() => ordered.Dispose();

    [Test]
    public async Task Planned_and_composed_by_one_engine_they_are_chosen_once_and_redrawn_they_are_the_same_bytes()
    {
        var (engine, made) = await MakeAsync(OrderedScene.Request());
        Assert.That(ordered.Selection.Asked, Is.EqualTo(1));

        _ = engine.Redraw.Run(made, null, CancellationToken.None);
        Assert.That(ordered.Selection.Asked, Is.EqualTo(2), "a proof chooses anew");
    }

    [Test]
    public async Task After_a_restart_they_are_chosen_anew_and_are_the_same_bytes()
    {
        var planned = ordered.Plan();
        Assert.That(ordered.Selection.Asked, Is.EqualTo(1));
        var made = await Scene.FinishAsync(planned);
        Assert.That(ordered.Selection.Asked, Is.EqualTo(2));
        Directory.Delete(Scene.OutboxFolderOf(made), recursive: true);
        _ = await Scene.Engine.RedeliverAsync(made, Scene.Observer, CancellationToken.None);
        Assert.That(ordered.Selection.Asked, Is.EqualTo(3), "the ledger compares what is composed again");

        var (_, again) = await MakeAsync(OrderedScene.Request(), again: true);
        Assert.That(ordered.Selection.Asked, Is.EqualTo(4));
        Assert.That(Package(again), Is.EqualTo(Package(made)), "handed over or not, the records are the same");
    }

    [Test]
    public async Task A_sample_and_an_exclusion_that_planning_has_noted_are_handed_over_too()
    {
        ordered.Selection.Sample = new ManifestSample("s", new string('a', 64), 6, null, new string('b', 64));
        ordered.Selection.Excluded = [new ExcludedMark("muu/extract/1", new string('c', 64))];
        var (_, made) = await MakeAsync(OrderedScene.Request());
        Assert.That(ordered.Selection.Asked, Is.EqualTo(1));
        Assert.That(made.Terms.Value.Order!.Series!.Name, Is.EqualTo("s"));
    }

    [Test]
    public async Task It_is_of_the_last_extract_alone_and_given_once()
    {
        var engine = Scene.Engine;
        var first = Plan(engine, OrderedScene.Request("a"));
        var second = Plan(engine, OrderedScene.Request("b"));
        Assert.That(ordered.Selection.Asked, Is.EqualTo(2));
        _ = await engine.FinishAsync(first, Scene.Observer, CancellationToken.None);
        Assert.That(ordered.Selection.Asked, Is.EqualTo(3), "another extract's");
        _ = await engine.FinishAsync(second, Scene.Observer, CancellationToken.None);
        Assert.That(ordered.Selection.Asked, Is.EqualTo(4), "dropped when it was asked for");
    }

    [Test]
    public void When_the_register_has_gone_on_they_are_chosen_anew()
    {
        var engine = Scene.Engine;
        var planned = Plan(engine, OrderedScene.Request());
        Scene.Events.ChangeAddress(ordered.Others[0]);
        Scene.Register.Commit();
        _ = engine.ComposePlanned(planned, Scene.Observer, CancellationToken.None);
        Assert.That(ordered.Selection.Asked, Is.EqualTo(2));
    }

    [Test]
    public async Task A_nightly_run_chooses_once_too()
    {
        Scene.Orders.Add(new RecurringOrder(
            "tutkimus",
            OrderedScene.Request("viikoittain"),
            new Disclosure.Permits.Rhythm("FREQ=WEEKLY;BYDAY=MO", new TimeOnly(2, 30), new DateOnly(2026, 1, 5))));
        Assert.That((await Scene.RunAsync()).Deliveries, Has.Count.EqualTo(1));
        Assert.That(ordered.Selection.Asked, Is.EqualTo(1));
    }

    [Test]
    public void A_preview_leaves_nothing_to_hand_over()
    {
        var engine = Scene.Engine;
        Scene.Register.Commit();
        _ = engine.Preview.CountExtract(Scene.Permits[0], OrderedScene.Request(), null, CancellationToken.None);
        Assert.That(ordered.Selection.Asked, Is.EqualTo(1));
        _ = Plan(engine, OrderedScene.Request());
        Assert.That(ordered.Selection.Asked, Is.EqualTo(2));
    }

    private async Task<(DeliveryEngine Engine, Delivery Made)> MakeAsync(ExtractRequest request, bool again = false)
    {
        var engine = Scene.Engine;
        return (engine, await engine.FinishAsync(Plan(engine, request, again), Scene.Observer, CancellationToken.None));
    }

    private Delivery Plan(DeliveryEngine engine, ExtractRequest request, bool again = false)
    {
        Scene.Register.Commit();
        return engine.Planner.Extract(Scene.Permits[0], request, again, null, CancellationToken.None);
    }

    /// <summary>The tables of the CSV package by name: their number is not in them.</summary>
    private SortedDictionary<string, string> Package(Delivery delivery)
    {
        using var zip = System.IO.Compression.ZipFile.OpenRead(
            Directory.GetFiles(Scene.OutboxFolderOf(delivery), "*.csv.zip").Single());
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(entry => Path.GetExtension(entry.Name) == ".csv" && entry.Name != "poistuneet.csv"))
        {
            using var reader = new StreamReader(entry.Open());
            tables.Add(entry.Name, reader.ReadToEnd());
        }

        return tables;
    }
}
