using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>What an operator should know of an extract is in the result of the run that plans it, once.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ExtractNoticesTests
{
    private OrderedScene ordered = null!;

    [SetUp]
    public void MakeScene()
    {
        ordered = new OrderedScene();
        ordered.Engine.Orders.Add(new RecurringOrder(
            "tutkimus",
            OrderedScene.Request("viikoittain"),
            new Rhythm("FREQ=WEEKLY;BYDAY=MO", new TimeOnly(2, 30), new DateOnly(2026, 1, 5))));
    }

    [TearDown]
    public void RemoveScene() => ordered.Dispose();

    [Test]
    public async Task A_run_of_repeated_orders_says_what_it_found_once_and_the_log_hears_it()
    {
        ordered.Selection.Counts = new OrderCounts { UnknownCodes = 7, Cases = 90, ShortCases = 3 };
        string[] expected =
        [
            "of the order's lists 7 identity codes are unknown in the register.",
            "<5 of 90 cases have fewer controls than were asked for: no more match.",
        ];
        var result = await ordered.Engine.RunAsync();
        Assert.That(result.Failures, Is.Empty);
        Assert.That(result.Notices.Select(notice => (notice.Delivery.Title, notice.Message)), Is.EqualTo(expected.Select(Said)));
        Assert.That(ordered.Engine.Observer.Notices, Is.EqualTo(expected.Select(Said)));
        Assert.That((await ordered.Engine.RunAsync()).Notices, Is.Empty, "nothing is planned any more");

        static (string Title, string Message) Said(string message) => ("tutkimus extract 1", message);
    }

    [Test]
    public async Task A_night_names_the_extract_that_a_repeated_one_is_nearly_the_same_as()
    {
        _ = await ordered.PublishAsync(OrderedScene.Request("kerran"));
        ordered.Selection.Persons = [.. ordered.Chosen.Skip(2)];
        ordered.Engine.Clock.Now = EngineScene.Monday.AddDays(7);

        var notice = (await ordered.Engine.NightAsync()).Batch.Notices.Single();
        Assert.That(notice.Delivery.Title, Is.EqualTo("tutkimus extract 2"));
        Assert.That(notice.Message, Does.Contain("nearly the same persons in tutkimus extract 1").And.Contain("fewer than 5"));
    }

    [Test]
    public async Task What_was_found_is_said_also_when_the_extract_then_cannot_be_made()
    {
        ordered.Selection.Counts = new OrderCounts { UnknownCodes = 7 };
        ordered.Engine.Drop.Next = FragileDrop.Fault.Unreachable;

        var result = await ordered.Engine.RunAsync();
        Assert.That((result.Failures.Count, result.Notices.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_sample_that_too_few_fit_is_said_and_one_of_controls_is_not()
    {
        var sample = new ManifestSample("s", "", 1200, null, "");
        var choice = new OrderChoice([1, 2, 3, 4, 5], 5, 0, 0, sample);
        Assert.That(ExtractNotices.Of(choice, []), Is.EqualTo(new[] { "the sample was to have 1,200; no more fit than it has." }));
        Assert.That(ExtractNotices.Of(choice with { Counts = new OrderCounts { Cases = 600 } }, []), Is.Empty);
        Assert.That(ExtractNotices.Of(choice with { Sample = sample with { Requested = 5 } }, []), Is.Empty);
    }
}
