using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A permit whose recipient asks over the interface gets no files, and gets files until it goes over.</summary>
public sealed class InterfacePermitTests
{
    private static readonly InterfaceChannel Connection = new("kysyja", ["hash"], null);
    private static readonly Permit Files = EngineScene.Permit("viikko");
    private static readonly Permit Interface = Files with { Files = null, Interface = Connection };

    private EngineScene scene = null!;

    [SetUp]
    public void SetUp()
    {
        scene = new EngineScene(Interface);
        _ = scene.Events.Born("205");
        scene.Life.Commit();
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task No_night_delivers_anything_and_none_fails()
    {
        for (var week = 0; week < 3; week++)
        {
            scene.Clock.Now = EngineScene.Monday.AddDays(7 * week);
            Assert.That((await scene.NightAsync()).Failure, Is.EqualTo(FailureKind.None));
        }

        Assert.That(scene.Ledger.List(new DeliveryFilter()), Is.Empty);
    }

    [Test]
    public async Task A_list_permit_of_the_interface_waits_for_no_list()
    {
        scene.Permits[0] = Interface with { Area = new ListArea(), NonDisclosureRight = NonDisclosureRight.OrderOnly };
        Assert.That((await scene.NightAsync()).Failure, Is.EqualTo(FailureKind.None));
        Assert.That(Directory.Exists(scene.Drop.LocationOf("viikko")), Is.False);
        Assert.That(scene.Observer.Notes, Is.Empty);
    }

    [Test]
    public async Task A_recipient_that_goes_over_gets_no_more_files_and_can_still_fetch_the_last_ones()
    {
        scene.Permits[0] = Files with { Interface = Connection };
        Assert.That((await scene.NightAsync()).Failure, Is.EqualTo(FailureKind.None));
        scene.Permits[0] = Interface;
        _ = scene.Events.Born("205");
        for (var week = 1; week < 3; week++)
        {
            scene.Clock.Now = EngineScene.Monday.AddDays(7 * week);
            _ = await scene.NightAsync();
        }

        var only = scene.Ledger.List(new DeliveryFilter());
        Assert.That(
            only.Select(delivery => (delivery.Kind, delivery.State)), Is.EqualTo(new[] { (DeliveryKind.Base, DeliveryState.Overdue) }));
        Assert.That(File.Exists(Path.Combine(scene.Drop.LocationOf("viikko"), only[0].Manifest!.Name)), Is.True);
        Assert.That(scene.Status().Permits[0].Next, Is.Null);
        Assert.That(scene.Status().Permits[0].PendingEntries, Is.Null);
    }

    [Test]
    public void A_delivery_that_is_asked_for_is_refused()
    {
        var refused = Assert.Throws<MuutostietoException>(() => scene.Engine.Planner.RequestedBase(Interface));
        Assert.That(refused!.Kind, Is.EqualTo(FailureKind.Usage));
        Assert.That(refused.Message, Does.Contain("\"viikko\"").And.Contain("uses the interface alone").And.Contain("\"rhythm\""));
    }

    [Test]
    public void Nothing_is_due_and_nothing_comes_next()
    {
        var status = scene.Status().Permits[0];
        Assert.That(
            (status.DueSince, status.Next, status.Rhythm, status.IsInterfaceOnly),
            Is.EqualTo((default(DateTimeOffset?), default(DateTimeOffset?), default(Rhythm?), true)));
        Assert.That(scene.Status().Alerts, Is.Empty);
    }
}
