using Muutostieto.Audit.Tests.PostgreSql;

namespace Muutostieto.Audit.Tests;

/// <summary>Who was in a delivery, read beside those who append, and null where that cannot be said.</summary>
[TestFixture(typeof(TrailInFiles))]
[TestFixture(typeof(TrailInDatabase))]
public sealed class PersonsReadTests<TTrail>
    where TTrail : TrailScene, new()
{
    private TTrail scene = null!;

    [SetUp]
    public void SetUp() => scene = new TTrail();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task Every_entry_has_the_persons_that_the_trail_has()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            var head = scene.Record(number, number, 7000 + number);
            _ = await scene.AnswerAsync(null, 9);
            Assert.That(
                scene.Reader.FindPersons(head),
                Is.EqualTo(scene.Trail.PersonsOf(AuditScene.Delivery(number).Key, head).Persons).And.Count.EqualTo(2));
        }
    }

    [Test]
    public void What_cannot_be_determined_is_null()
    {
        Assert.That(scene.Reader.FindPersons(new AuditHead(1, AuditEntry.NoHash)), Is.Null, "no chain");
        var head = scene.Record(1, 1);
        Assert.That(scene.Reader.FindPersons(head with { Hash = AuditEntry.NoHash }), Is.Null, "another entry");
        Assert.That(scene.Reader.FindPersons(head with { Sequence = 2 }), Is.Null, "no such entry");
        var (payload, content) = scene.Payloads.Single();
        scene.WritePayload(payload, [.. content, 0]);
        Assert.That(scene.Reader.FindPersons(head), Is.Null, "changed");
        scene.RemovePayload(payload);
        Assert.That(scene.Reader.FindPersons(head), Is.Null, "missing");
    }

    [Test]
    public void Of_persons_whose_years_are_over_there_are_none()
    {
        var head = scene.Record(1, 1);
        scene.Clock.Now = scene.Clock.Now.AddYears(6);
        _ = scene.Trail.Purge(5, new Witness());
        Assert.That(scene.Reader.FindPersons(head), Is.Null);
    }
}
