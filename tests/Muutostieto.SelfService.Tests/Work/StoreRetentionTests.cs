using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Residents.Lists;
using Muutostieto.SelfService.Store;
using Muutostieto.SelfService.Tests.Orders;
using Muutostieto.SelfService.Tests.Support;
using Muutostieto.SelfService.Work;

namespace Muutostieto.SelfService.Tests.Work;

[TestFixture(false)]
[TestFixture(true)]
public sealed class StoreRetentionTests(bool isInDatabase)
{
    [Test]
    public void What_is_over_is_forgotten_after_its_time_and_what_is_open_stays()
    {
        using var scene = new Scene(isInDatabase: isInDatabase);
        var service = new ApplicationService(scene.Store, scene.Open, scene.Clock);
        var (withdrawn, open, decided) = (scene.Submitted(), scene.Submitted(), scene.SubmittedOrder(OrderServiceTests.Adults));
        _ = service.Withdraw(Scene.Customer, withdrawn.Number, withdrawn.Version);
        _ = scene.Decisions().Refuse(Scene.FirstOperator, decided.Number, decided.Version, "ei");
        scene.Store.Run(transaction => transaction.Execute(
            "INSERT INTO upload (number, recipient, permit, name, bytes, sha256, user_id, at) VALUES "
                + "(1, 'r', 'p', 'n', 1, '', 'x', '2026-11-16T07:00:00.0000000Z')"));
        var retention = new StoreRetention(scene.Store, new ResidentOptions(), scene.Clock);
        scene.Clock.Now += TimeSpan.FromDays(366);
        retention.Clear();
        Assert.That((Count(scene, "matter"), Count(scene, "decision"), Count(scene, "upload")), Is.EqualTo((3L, 1L, 1L)));
        scene.Clock.Now += TimeSpan.FromSeconds(1);
        retention.Clear();
        Assert.That((Count(scene, "matter"), Count(scene, "decision"), Count(scene, "upload")), Is.EqualTo((1L, 0L, 0L)));
        Assert.That(service.Find(Scene.Customer, open.Number).State, Is.EqualTo(MatterState.Submitted));
    }

    private static long Count(Scene scene, string table) =>
        scene.Store.Run(transaction => transaction.Query($"SELECT count(*) FROM {table}", row => row.GetInt64(0))[0]);
}
