using Muutostieto.Audit.Tests.PostgreSql;

namespace Muutostieto.Audit.Tests;

/// <summary>Answers of the interface: recorded by many at once, with their users beside the persons, and removed a day at a time.</summary>
[TestFixture(typeof(TrailInFiles))]
[TestFixture(typeof(TrailInDatabase))]
public sealed class AnswersTests<TTrail>
    where TTrail : TrailScene, new()
{
    private const string User = "010190-912X";
    private const string Day = "persons/2026-01-05.bin";
    private TTrail scene = null!;

    [SetUp]
    public void SetUp() => scene = new TTrail();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public async Task Many_threads_and_several_processes_make_one_chain()
    {
        // A trail is what a process has: nothing but what it is kept in connects two of them.
        var stores = Enumerable.Range(0, 3).Select(_ => scene.Trail).ToList();
        var answers = stores.SelectMany((store, at) =>
            Enumerable.Range(0, 100).Select(turn => Task.Run(() => AuditScene.AnswerAsync(store, null, (at * 100) + turn))));
        var deliveries = Enumerable.Range(1, 10).Select(number =>
            Task.Run(() => scene.Trail.RecordDelivery(
                AuditScene.Delivery(number), AuditScene.Content(number), AuditScene.Files("a"), null)));

        var heads = await Task.WhenAll([.. answers, .. deliveries]);

        Assert.That(heads.Select(head => head.Sequence).Order(), Is.EqualTo(Enumerable.Range(1, 310)));
        var result = scene.Verify();
        Assert.That((result.Findings, result.Head!.Sequence), Is.EqualTo((Array.Empty<AuditFinding>(), 310L)));
        for (var person = 0; person < 300; person += 37)
        {
            Assert.That(scene.Trail.Ask(person, [], long.MaxValue, null).Answers, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_user_is_beside_the_day_s_persons_alone_and_goes_with_them()
    {
        await scene.AnswerAsync(User, 7);
        Assert.That(scene.Chain, Does.Not.Contain(User));
        Assert.That(System.Text.Encoding.UTF8.GetString(scene.Payloads[Day]), Does.Contain(User));
        Assert.That(scene.Trail.Ask(7, [], long.MaxValue, null).Answers.Single().User, Is.EqualTo(User));

        scene.Clock.Now = new DateTimeOffset(2031, 1, 5, 23, 59, 59, TimeSpan.Zero);
        Assert.That(scene.Trail.Purge(5, new Witness()), Is.Zero, "the day has not been over for five years");
        scene.Clock.Now = scene.Clock.Now.AddSeconds(1);
        Assert.That(scene.Trail.Purge(5, new Witness()), Is.EqualTo(1));

        Assert.That(scene.Payloads, Is.Empty);
        var (answer, result) = (scene.Trail.Ask(7, [], long.MaxValue, null), scene.Verify());
        Assert.That((answer.Answers.Count, answer.PurgedAnswers, answer.Findings.Count), Is.EqualTo((0, 1, 0)));
        Assert.That((result.Findings.Count, result.Purged, result.Payloads), Is.EqualTo((0, 1, 0)));
        Assert.That(scene.Trail.Purge(5, new Witness()), Is.Zero, "nothing twice");
    }

    [Test]
    public async Task A_purge_of_days_that_was_stopped_is_finished_by_the_next_and_one_too_early_is_found()
    {
        await scene.AnswerAsync(User, 7);
        var kept = scene.Payloads[Day];
        scene.Clock.Now = scene.Clock.Now.AddYears(3);
        scene.Trail.Purge(2, new Witness());
        Assert.That(scene.Verify().Findings.Single().ToString(), Does.Contain(Day + " was removed on 2029-01-05"));

        scene.WritePayload(Day, kept);
        scene.Trail.Purge(2, new Witness());

        Assert.That(scene.Payloads, Is.Empty);
    }

    [Test]
    public async Task Days_that_are_removed_while_they_are_looked_through_are_not_missing()
    {
        await scene.AnswerAsync(User, 7);
        scene.Clock.Now = scene.Clock.Now.AddYears(6);
        var verifier = scene.Trail.Verify(null);
        scene.Trail.Purge(5, new Witness());

        Assert.That(verifier.Payloads().Result.Findings, Is.Empty);
    }

    [Test]
    public async Task Headers_are_cut_and_have_no_control_characters()
    {
        var call = new AuditedInterfaceAnswer("mutpT1", "muutokset", null, 9, 1, new string('x', 5000), "a\u001b[2J\n\"b", "  ");
        await scene.Trail.RecordDisclosureAsync(call, "\u0007", AuditScene.Content(7), CancellationToken.None);

        var one = scene.Trail.Ask(7, [], long.MaxValue, null).Answers.Single();

        Assert.That(one.Entry.Interface, Is.EqualTo(call with { Client = new string('x', 256), Id = "a?[2J?\"b", Issue = null }));
        Assert.That(scene.Lines, Has.Length.EqualTo(1));
    }
}
