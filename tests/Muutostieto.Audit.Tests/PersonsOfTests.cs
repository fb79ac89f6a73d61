using Muutostieto.Audit.Tests.PostgreSql;
using Muutostieto.Records;

namespace Muutostieto.Audit.Tests;

/// <summary>Who was in a delivery, as the audit knows it.</summary>
[TestFixture(typeof(TrailInFiles))]
[TestFixture(typeof(TrailInDatabase))]
public sealed class PersonsOfTests<TTrail>
    where TTrail : TrailScene, new()
{
    private TTrail scene = null!;

    [SetUp]
    public void SetUp() => scene = new TTrail();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void The_persons_of_a_delivery_are_those_that_were_recorded()
    {
        var head = scene.Record(AuditScene.Delivery(1), [3, 1, 700, 40_000]);
        _ = scene.Record(AuditScene.Delivery(2), [2]);

        var found = scene.Trail.PersonsOf(AuditScene.Delivery(1).Key, head);
        Assert.That(found.Persons, Is.EqualTo(new long[] { 1, 3, 700, 40_000 }));
        Assert.That(found.Content, Is.EqualTo(AuditScene.Content(1, 3, 700, 40_000).Digest()));
    }

    [Test]
    public void An_empty_delivery_has_none() =>
        Assert.That(scene.Trail.PersonsOf(AuditScene.Delivery(1).Key, scene.Record(AuditScene.Delivery(1), [])).Persons, Is.Empty);

    [Test]
    public void Persons_whose_years_are_over_are_refused_with_what_to_do()
    {
        var head = scene.Record(AuditScene.Delivery(1), [1]);
        scene.Clock.Now = scene.Clock.Now.AddYears(6);
        _ = scene.Trail.Purge(5, new Witness());

        Assert.That(
            () => scene.Trail.PersonsOf(AuditScene.Delivery(1).Key, head),
            Throws.TypeOf<MuutostietoException>()
                .With.Property("Kind").EqualTo(FailureKind.Usage).And.Message.Contains("their years being over")
                .And.Message.Contains("in a list"));
    }

    [Test]
    public void Persons_that_are_missing_or_changed_or_of_another_entry_are_an_integrity_failure()
    {
        var head = scene.Record(AuditScene.Delivery(1), [1]);
        Assert.That(() => scene.Trail.PersonsOf(AuditScene.Delivery(1).Key, head with { Hash = AuditEntry.NoHash }), Fails());
        Assert.That(() => scene.Trail.PersonsOf(AuditScene.Delivery(2).Key, head), Fails());
        var (payload, content) = scene.Payloads.Single();
        scene.WritePayload(payload, [.. content, 0]);
        Assert.That(() => scene.Trail.PersonsOf(AuditScene.Delivery(1).Key, head), Fails());
        scene.RemovePayload(payload);
        Assert.That(() => scene.Trail.PersonsOf(AuditScene.Delivery(1).Key, head), Fails());

        static NUnit.Framework.Constraints.IResolveConstraint Fails() =>
            Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Integrity);
    }
}
