using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Tests.Status;

public sealed class ConnectionStatusTests
{
    private StatusScene scene = null!;

    private StatusSource Source => scene.Source with
    {
        Configuration = scene.Configuration with
        {
            Permits = [scene.Configuration.Permits[0] with { Files = null, Interface = new InterfaceChannel("mutpT1", [], null) }],
        },
    };

    [SetUp]
    public void SetUp() => scene = new StatusScene();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void A_connection_shows_its_last_key_its_last_fetch_and_how_far_it_is_behind()
    {
        Remember(new ConnectionMemory(scene.Clock.Now, scene.Clock.Now, 0));
        var status = scene.Read(Source);
        Assert.That(
            status.Connections.Single(), Is.EqualTo(new ConnectionStatus("kainuu", "mutpT1", scene.Clock.Now, 0, status.JournalKey)));
        Assert.That(StatusSummary.ToJson(status), Does.Contain("\"user\": \"mutpT1\"").And.Contain("\"lastKey\": 0"));
        Assert.That(status.Of(AlertKind.NotFetched), Is.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void One_that_has_not_fetched_for_14_days_is_an_alert(bool hasFetched)
    {
        Remember(new ConnectionMemory(scene.Clock.Now, hasFetched ? scene.Clock.Now : null, null));
        scene.Clock.Now = scene.Clock.Now.AddDays(14);
        Assert.That(scene.Read(Source).Of(AlertKind.NotFetched), Is.Null);
        scene.Clock.Now = scene.Clock.Now.AddMinutes(1);
        var alert = scene.Read(Source).Of(AlertKind.NotFetched)!;
        Assert.That(
            (alert.Permit, alert.KindName, alert.IsUnhealthy, alert.Failure),
            Is.EqualTo(("kainuu", "notFetched", false, FailureKind.Overdue)));
        Assert.That(alert.Message, Does.Contain("mutpT1"));
    }

    [Test]
    public void One_that_was_never_served_is_none() =>
        Assert.That(
            scene.Read(Source).Connections.Single(), Is.EqualTo(new ConnectionStatus("kainuu", "mutpT1", null, null, null)));

    private void Remember(ConnectionMemory memory) =>
        new ConnectionMemoryFile(new FileSystem(), scene.Data).Write(new Dictionary<string, ConnectionMemory> { ["mutpT1"] = memory });
}
