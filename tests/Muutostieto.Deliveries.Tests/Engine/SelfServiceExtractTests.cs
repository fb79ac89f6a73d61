using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>What the engine does otherwise for a list of the self-service: it may have a single person, and who asked is known.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SelfServiceExtractTests
{
    private OrderedScene ordered = null!;

    private EngineScene Scene => ordered.Engine;

    private static ExtractRequest Pick => OrderedScene.Request("itse-1") with
    {
        SmallestFrame = 1,
        Asker = new OrderAsker("virkamies-7", "kutsunnat") { Reference = "KAJ 12/2026" },
    };

    [SetUp]
    public void MakeScene() => ordered = new OrderedScene();

    [TearDown]
    public void RemoveScene() => ordered.Dispose();

    [Test]
    public async Task Fewer_than_five_are_delivered_and_proved_where_the_request_says_so()
    {
        ordered.Selection.Frame = 3;
        ordered.Selection.Persons = [.. ordered.Chosen.Take(3)];
        Assert.That(
            () => ordered.Plan(),
            Throws.TypeOf<MuutostietoException>().With.Message.Contains("fewer than 5 persons").And.InnerException
                .TypeOf<TooFewException>());

        var preview = Scene.Engine.Preview.CountExtract(Scene.Permits[0], Pick, null, CancellationToken.None);
        var list = await ordered.PublishAsync(Pick);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((preview.Counted.Persons, preview.Sizes.Count), Is.EqualTo((3L, 1)));
            Assert.That((list.Counts.Persons, list.Published is not null), Is.EqualTo((3L, true)));
            Assert.That(Scene.Engine.Redraw.Run(list, null, CancellationToken.None).Persons, Is.EqualTo(3));
        }
    }

    [Test]
    public void A_list_of_no_one_is_refused()
    {
        ordered.Selection.Frame = 0;
        Assert.That(
            () => ordered.Plan(Pick),
            Throws.TypeOf<MuutostietoException>().With.Message.Contains("none of the persons fit").And.InnerException
                .TypeOf<TooFewException>());
    }

    [Test]
    public async Task Who_asked_is_in_the_ledger_and_in_the_audit()
    {
        var list = await ordered.PublishAsync(Pick);

        Assert.That(list.Terms.Value.Order!.Asker, Is.EqualTo(Pick.Asker));
        Assert.That(
            Scene.AuditEntries().Single(entry => entry.Delivery?.Key == list.Key).Delivery!.Order!.Asker,
            Is.EqualTo(new AuditedAsker("virkamies-7", "kutsunnat", "KAJ 12/2026")));
        Assert.That((await ordered.PublishAsync()).Terms.Value.ToJson(), Does.Not.Contain("sker"));
    }

    [Test]
    public async Task It_is_no_extract_that_another_one_is_nearly_the_same_as([Values] bool isPick)
    {
        await ordered.PublishAsync(isPick ? Pick : null);
        Assert.That(
            Scene.Engine.Near.Of(Scene.Permits[0], OrderedScene.Request("toinen"), [.. ordered.Chosen, ordered.Others[0]]),
            Has.Count.EqualTo(isPick ? 0 : 1));
    }

    [Test]
    public async Task It_must_not_be_handed_over_once_a_person_in_it_is_protected_whether_or_not_it_was_received(
        [Values] bool isIn, [Values] bool isReceived)
    {
        var list = await ordered.PublishAsync(Pick);
        Assert.That(Scene.Engine.Review.Against(list), Is.Null);
        list = isReceived ? Scene.Ledger.MarkReceived(list.Id, Scene.Clock.Now) : list;
        Scene.Events.Protect((isIn ? ordered.Chosen : ordered.Others)[1]);
        Scene.Register.Commit();

        Assert.That(Scene.Engine.Review.Against(list), isIn ? Does.Contain("non-disclosure order") : Is.Null);
    }

    [Test]
    public async Task It_must_not_be_handed_over_once_it_was_withdrawn_or_its_permit_has_ended([Values] bool isWithdrawn)
    {
        var list = await ordered.PublishAsync(Pick);
        if (isWithdrawn)
        {
            list = Scene.Ledger.Withdraw(list.Id, "wrong", Scene.Clock.Now);
        }
        else
        {
            Scene.Permits[0] = Scene.Permits[0] with { ValidTo = new DateOnly(2026, 1, 4) };
        }

        Assert.That(Scene.Engine.Review.Against(list), Does.Contain(isWithdrawn ? "withdrawn" : "not valid today"));
    }
}
