using System.Text;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;
using Muutostieto.Records.Model;
using Muutostieto.Records.Tables;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>An extract that a workbook has no room for, which shows only when it is composed, stops no other order of its permit.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class NoRoomTests
{
    private OrderedScene ordered = null!;

    private EngineScene Scene => ordered.Engine;

    private static ExtractRequest Workbook => OrderedScene.Request("taulukko") with { Formats = ["xlsx"] };

    [SetUp]
    public void MakeScene()
    {
        ordered = new OrderedScene();
        ordered.Selection.Table = () => new TooWide();
    }

    [TearDown]
    public void RemoveScene() => ordered.Dispose();

    [Test]
    public async Task It_is_withdrawn_with_its_reason_and_the_failure_says_what_to_do()
    {
        var planned = ordered.Plan(Workbook);
        Assert.That(
            async () => await Scene.FinishAsync(planned),
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Usage)
                .And.Message.StartsWith("tutkimus extract 1: table leveat: a value of 40000 characters")
                .And.Message.Contains("Nothing was published. Order csv or parquet in place of xlsx. The extract was withdrawn."));
        var withdrawn = Scene.Ledger.Find(planned.Key)!;
        Assert.That(
            (withdrawn.State, withdrawn.Published, withdrawn.Audit),
            Is.EqualTo((DeliveryState.Withdrawn, planned.Published, planned.Audit)));
        Assert.That(withdrawn.WithdrawalReason, Does.StartWith("a form has no room for it: table leveat"));
        Assert.That(Scene.Ledger.Unfinished(), Is.Empty);
        var drop = Scene.Drop.LocationOf("tutkimus");
        Assert.That(Directory.Exists(drop) ? Directory.GetFiles(drop) : [], Is.Empty);

        ordered.Selection.Table = () => null;
        Assert.That((await ordered.PublishAsync(OrderedScene.Request("muu"))).State, Is.EqualTo(DeliveryState.Published));
    }

    [Test]
    public async Task Begun_by_an_earlier_run_it_is_withdrawn_and_another_order_is_made()
    {
        var planned = ordered.Plan(Workbook);
        await Scene.Engine.FinishEarlierExtractsAsync("tutkimus", Scene.Observer, CancellationToken.None);

        Assert.That(Scene.Ledger.Find(planned.Key)!.State, Is.EqualTo(DeliveryState.Withdrawn));
        Assert.That(Scene.Observer.Notes, Is.EqualTo(new[] { ("tutkimus extract 1", DeliveryNote.NoRoom) }));
        ordered.Selection.Table = () => null;
        Assert.That((await ordered.PublishAsync(OrderedScene.Request("muu"))).State, Is.EqualTo(DeliveryState.Published));
    }

    [Test]
    public async Task A_nightly_run_says_it_once_an_occurrence_and_makes_the_other_orders()
    {
        Repeat(Workbook);
        Repeat(OrderedScene.Request("taulut") with { Formats = ["csv"] });
        var first = await Scene.RunAsync();
        Assert.That(first.Failures.Select(failure => failure.Message), Is.EqualTo(new[] { first.Failures[0].Message }));
        Assert.That(first.Failures[0].Message, Does.Contain("Order csv or parquet in place of xlsx"));
        Assert.That(first.Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { "tutkimus extract 2" }));

        var second = await Scene.RunAsync();
        Assert.That((second.Failures.Count, second.Deliveries.Count, Scene.Ledger.List().Count), Is.EqualTo((0, 0, 2)));
        Scene.Clock.Now = EngineScene.Monday.AddDays(7);
        Assert.That((await Scene.RunAsync()).Failures, Has.Count.EqualTo(1), "at the next occurrence it is tried again");
    }

    [Test]
    public async Task A_night_says_it_of_every_order()
    {
        Repeat(Workbook);
        Repeat(OrderedScene.Request("toinen") with { Formats = ["xlsx"] });
        Assert.That(
            (await Scene.NightAsync()).Batch.Failures.Select(failure => failure.Message[..19]),
            Is.EqualTo(new[] { "tutkimus extract 1:", "tutkimus extract 2:" }));
    }

    [Test]
    public async Task An_order_that_was_corrected_is_answered_for_the_same_occurrence()
    {
        Repeat(Workbook);
        Assert.That((await Scene.RunAsync()).Failures, Has.Count.EqualTo(1));
        Scene.Orders.Clear();
        Repeat(Workbook with { Formats = ["csv"], Text = """{"id":"taulukko","formats":["csv"]}""" });
        Assert.That((await Scene.RunAsync()).Deliveries.Select(delivery => delivery.Title), Is.EqualTo(new[] { "tutkimus extract 2" }));
    }

    [Test]
    public void A_preview_says_why_it_would_be_refused()
    {
        Scene.Register.Commit();
        var counted = Scene.Engine.Preview.CountExtract(Scene.Permits[0], Workbook, null, CancellationToken.None);
        Assert.That((counted.Counted.Persons, counted.Sizes.Count), Is.EqualTo((6L, 0)));
        Assert.That(counted.Refusal, Does.Contain("a value of 40000 characters"));
    }

    private void Repeat(ExtractRequest request) => Scene.Orders.Add(new RecurringOrder(
        "tutkimus", request, new Rhythm("FREQ=WEEKLY;BYDAY=MO", new TimeOnly(2, 30), new DateOnly(2026, 1, 5))));

    /// <summary>A table with a value that no cell of a workbook takes.</summary>
    private sealed class TooWide : IComputedTable
    {
        public string Name => "leveat";

        public IReadOnlyList<TableColumn> Columns { get; } = [new("arvo")];

        public long SmallestFrame => 5;

        public long Rows { get; private set; }

        public void Add(RecordView person)
        {
        }

        public void Finish() => Rows = 1;

        public void WriteTo(ITableRows rows, CancellationToken cancellation)
        {
            rows.Write(Encoding.ASCII.GetBytes(new string('x', 40_000)));
            rows.EndRow();
        }
    }
}
