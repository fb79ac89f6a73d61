using Muutostieto.Audit.Tests.PostgreSql;

namespace Muutostieto.Audit.Tests;

/// <summary>After five years an entry loses its persons and the chain can still be proved.</summary>
[TestFixture(typeof(TrailInFiles))]
[TestFixture(typeof(TrailInDatabase))]
public sealed class PurgeTests<TTrail>
    where TTrail : TrailScene, new()
{
    private TTrail scene = null!;
    private Witness ledger = null!;

    [SetUp]
    public void SetUp()
    {
        scene = new TTrail();
        ledger = new Witness();
        scene.Record(AuditScene.Delivery(1), [1, 2]);
        scene.Clock.Now = scene.Clock.Now.AddYears(1);
        scene.Record(AuditScene.Delivery(2) with { Planned = scene.Clock.Now }, [2]);
    }

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void Persons_stay_for_five_years_and_go_then()
    {
        scene.Clock.Now = new DateTimeOffset(2031, 1, 5, 0, 29, 59, TimeSpan.Zero);
        Assert.That((scene.Trail.Purge(5, ledger), IsKept(1)), Is.EqualTo((0, true)));

        scene.Clock.Now = scene.Clock.Now.AddSeconds(1);
        Assert.That((scene.Trail.Purge(5, ledger), IsKept(1), IsKept(2)), Is.EqualTo((1, false, true)));
        Assert.That(scene.Trail.Purge(5, ledger), Is.Zero, "and nothing twice");

        var proved = scene.Verify();
        Assert.That(
            (proved.Findings, proved.Purged, proved.Payloads, proved.Head!.Sequence),
            Is.EqualTo((Array.Empty<AuditFinding>(), 1, 1, 3L)));
        Assert.That(
            scene.Trail.Ask(2, [], 4, null),
            Has.Property("Purged").EqualTo(1).And.Property("Disclosures").Count.EqualTo(1));
    }

    [Test]
    public void What_was_published_later_keeps_its_persons_for_five_years_from_then()
    {
        var published = new DateTimeOffset(2027, 6, 1, 0, 0, 0, TimeSpan.Zero);
        ledger.Known.Add(new WitnessedDelivery(AuditScene.Delivery(1).Key, Head: null, IsComposed: true, published));

        scene.Clock.Now = new DateTimeOffset(2032, 5, 31, 0, 0, 0, TimeSpan.Zero);
        Assert.That(
            (scene.Trail.Purge(5, ledger), IsKept(1), IsKept(2)),
            Is.EqualTo((1, true, false)),
            "the ledger knows the first one only");
        scene.Clock.Now = scene.Clock.Now.AddDays(1);
        Assert.That((scene.Trail.Purge(5, ledger), IsKept(1)), Is.EqualTo((1, false)));
    }

    [Test]
    public void A_purge_that_was_stopped_before_it_removed_anything_is_finished_by_the_next()
    {
        var kept = scene.Payloads[Payload(1)];
        scene.Clock.Now = new DateTimeOffset(2031, 2, 1, 0, 0, 0, TimeSpan.Zero);
        scene.Trail.Purge(5, ledger);
        scene.WritePayload(Payload(1), kept);

        Assert.That(
            (scene.Verify().Findings, scene.Trail.Purge(5, ledger), IsKept(1)),
            Is.EqualTo((Array.Empty<AuditFinding>(), 0, false)));
    }

    [Test]
    public void Persons_that_are_missing_without_a_purge_are_found()
    {
        scene.RemovePayload(Payload(1));
        scene.Clock.Now = new DateTimeOffset(2031, 2, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.That(
            scene.Verify().Findings.Single(),
            Has.Property("Entry")
                .EqualTo(1)
                .And.Property("Place")
                .EqualTo(scene.PlaceOf(Payload(1)))
                .And.Property("Found")
                .EndsWith("is missing"));
    }

    [Test]
    public void Persons_that_are_removed_while_they_are_looked_through_are_not_missing()
    {
        scene.Clock.Now = new DateTimeOffset(2032, 2, 1, 0, 0, 0, TimeSpan.Zero);
        var verifier = scene.Trail.Verify(null);
        scene.Trail.Purge(5, ledger);

        var result = verifier.Payloads().Result;

        Assert.That((result.Findings, result.Purged, result.Payloads), Is.EqualTo((Array.Empty<AuditFinding>(), 2, 0)));
    }

    [Test]
    public void Persons_that_were_removed_too_early_while_they_are_looked_through_are_found()
    {
        scene.Clock.Now = scene.Clock.Now.AddYears(3);
        var verifier = scene.Trail.Verify(null);
        scene.Trail.Purge(2, ledger);

        Assert.That(verifier.Payloads().Result.Findings.Select(finding => finding.Entry), Is.EqualTo(new[] { 3, 3 }));
    }

    [Test]
    public void A_file_that_is_missing_stays_missing_whatever_else_was_appended_meanwhile()
    {
        var verifier = scene.Trail.Verify(null);
        scene.Record(3, 4);
        scene.RemovePayload(Payload(1));

        Assert.That(verifier.Payloads().Result.Findings.Select(finding => finding.Found), Is.EqualTo(new[] { Missing }));
    }

    [Test]
    public void A_removal_that_does_not_continue_the_chain_excuses_nothing()
    {
        scene.Clock.Now = new DateTimeOffset(2032, 2, 1, 0, 0, 0, TimeSpan.Zero);
        var verifier = scene.Trail.Verify(null);
        scene.Trail.Purge(5, ledger);
        var lines = scene.Lines;
        scene.Write([lines[0], lines[1].Replace("kainuu", "kainuv", StringComparison.Ordinal), lines[2]]);

        Assert.That(
            verifier.Payloads().Result.Findings.Select(finding => finding.Found),
            Is.EqualTo(new[] { Missing, Missing }));
    }

    [Test]
    public void A_purge_before_the_five_years_is_found()
    {
        scene.Clock.Now = scene.Clock.Now.AddYears(3);
        scene.Trail.Purge(2, ledger);

        Assert.That(scene.Verify().Findings.Select(finding => finding.Entry), Is.EqualTo(new[] { 3, 3 }));
        Assert.That(scene.Verify().Findings[0].Found, Does.Contain("persons of entry 1"));
    }

    [Test]
    public void Questions_lose_their_person_too()
    {
        scene.Trail.RecordQuestion(AuditScene.Question, 2);
        scene.Clock.Now = scene.Clock.Now.AddYears(6);

        Assert.That(scene.Trail.Purge(5, ledger), Is.EqualTo(3));
        Assert.That(scene.Payloads, Is.Empty);
        Assert.That(scene.Verify().Findings, Is.Empty);
    }

    private string Missing => scene is TrailInFiles ? "the file is missing" : "the row is missing";

    private bool IsKept(int entry) => scene.Payloads.ContainsKey(Payload(entry));

    private static string Payload(int entry) => $"persons/{entry:000000}.bin";
}
