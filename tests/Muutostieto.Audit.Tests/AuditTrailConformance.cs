using Muutostieto.Records;

namespace Muutostieto.Audit.Tests;

/// <summary>What every audit trail does: the contract of <see cref="IAuditTrail"/>.</summary>
public abstract class AuditTrailConformance
{
    /// <summary>The trail under test, empty when a test begins; opened anew at each use, as by another process.</summary>
    private protected abstract IAuditTrail Trail { get; }

    private protected abstract SetClock Clock { get; }

    [Test]
    public void Recorded_again_a_delivery_has_the_entry_that_it_has()
    {
        var first = Record(AuditScene.Delivery(1), [1, 2, 3]);
        Record(AuditScene.Delivery(2), [2]);
        Clock.Now = Clock.Now.AddDays(1);

        Assert.That(Record(AuditScene.Delivery(1), [1, 2, 3]), Is.EqualTo(first));
        Assert.That(Record(AuditScene.Delivery(1), [1, 2, 3], expected: first), Is.EqualTo(first));
        Assert.That(Trail.Verify(null).Result.Head!.Sequence, Is.EqualTo(2));
    }

    [Test]
    public void Deliveries_that_begin_alike_are_distinguished()
    {
        var heads = new[] { (1, "kainuu"), (2, "kainuu"), (21, "kainuu"), (2, "kainuu-laajat") }
            .Select(one => Record(AuditScene.Delivery(one.Item1, one.Item2), [1]))
            .ToList();

        Assert.That(heads.Select(head => head.Sequence), Is.EqualTo(new[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void Another_content_under_a_recorded_delivery_is_refused()
    {
        Record(AuditScene.Delivery(1), [1, 2, 3]);

        Refused(() => Record(AuditScene.Delivery(1), [1, 2, 3, 4]), "entry 1");
        Refused(() => Record(AuditScene.Delivery(1), [1, 2, 3], "b"), "entry 1");
        Refused(
            () => Record(AuditScene.Delivery(1) with { Planned = Clock.Now.AddDays(7) }, [1, 2, 3]),
            "older than the audit");
        Assert.That(Trail.Verify(null).Result.Head!.Sequence, Is.EqualTo(1));
    }

    [Test]
    public void The_decision_to_go_on_with_an_earlier_ledger_is_recorded_once_and_without_identity_codes()
    {
        Record(AuditScene.Delivery(1), [1]);
        var decision = new AuditedRestore("keeper", "anna", "as 010190-900X wrote", "a/1", [new("kainuu", "changes", 3, null)]);
        var first = Trail.RecordRestore(decision);

        Assert.That(Trail.RecordRestore(decision), Is.EqualTo(first));
        Assert.That(Trail.RecordRestore(decision with { Lost = [] }).Sequence, Is.EqualTo(first.Sequence + 1));
        Assert.That(decision.ForChain().Reason, Is.EqualTo("as *********** wrote"));
        Assert.That(Trail.Verify(null).Result.Findings, Is.Empty);
    }

    [Test]
    public void What_was_lost_by_a_decision_of_the_chain_is_not_missed_in_the_ledger()
    {
        Record(AuditScene.Delivery(1), [1]);
        Record(AuditScene.Delivery(2), [1]);
        static AuditedLoss Lost(AuditedDelivery delivery) => new(delivery.Permit, delivery.Kind, delivery.Number, null);
        var witness = new NoLedger();
        Assert.That(Trail.Verify(witness).Ledger().Result.Findings, Has.Count.EqualTo(2));

        Trail.RecordRestore(new AuditedRestore("keeper", null, "the disk broke", null, [Lost(AuditScene.Delivery(1))]));
        Assert.That(Trail.Verify(witness).Ledger().Result.Findings, Has.Count.EqualTo(1));
        Trail.RecordRestore(new AuditedRestore("keeper", null, "the disk broke", null, [Lost(AuditScene.Delivery(2))]));
        Record(AuditScene.Delivery(3), [1]);
        Assert.That(Trail.Verify(witness).Ledger().Result.Findings, Has.Count.EqualTo(1), "what came after the decision is missed");
    }

    private sealed class NoLedger : IAuditWitness
    {
        public IReadOnlyList<WitnessedDelivery> Deliveries() => [];

        public WitnessedDelivery? Find(Records.Manifests.DeliveryKey key) => null;

        public IEnumerable<string> AnswersOf(string permit) => [];
    }

    [Test]
    public void The_order_of_a_delivery_is_in_its_entry()
    {
        var delivery = AuditScene.Delivery(1) with
        {
            Kind = "extract",
            Order = new AuditedOrder("asiakkaat", "customer-register-update")
            {
                EndCustomer = new AuditedCustomer("9000003-8", "Esimerkkipankki Oyj"),
            },
        };
        var first = Record(delivery, [1]);

        Assert.That(Record(delivery, [1]), Is.EqualTo(first));
        Assert.That(Trail.Ask(1, [], 2, null).Disclosures.Single().Entry.Delivery, Is.EqualTo(delivery));
        Refused(() => Record(delivery with { Order = new AuditedOrder("toinen", "statistics") }, [1]), "older than the audit");
    }

    [Test]
    public void Who_asked_in_the_self_service_is_in_the_entries_without_identity_codes()
    {
        var asker = new AuditedAsker("kunta-7", "kutsunnat", "KAJ 12/2026 010190-900X\u0007");
        var kept = asker with { Reference = "KAJ 12/2026 ***********?" };
        var delivery = AuditScene.Delivery(1) with
        {
            Kind = "extract",
            Order = new AuditedOrder("itse-20261129-1", "authority-task") { Asker = asker },
        };
        var first = Record(delivery, [1]);

        Trail.RecordPreview(new AuditedPreview("p", "itse-20261129-1", "authority-task", new string('0', 64), 9) { Asker = asker });
        Trail.RecordDownload(AuditedDownload.Of(delivery.Key, "a.xlsx", "package", 12, new string('0', 64), asker));
        Trail.RecordDownload(AuditedDownload.Of(delivery.Key, "a.xlsx", "package", 12, new string('0', 64), asker));

        Assert.That(Record(delivery, [1], expected: first), Is.EqualTo(first));
        Assert.That(Trail.Ask(1, [], 9, null).Disclosures.Single().Entry.Delivery!.Order!.Asker, Is.EqualTo(kept));
        Assert.That(Trail.Verify(null).Payloads().Result.Findings, Is.Empty);
        Assert.That(Trail.Verify(null).Result.Head!.Sequence, Is.EqualTo(4), "each download is an entry");
        Refused(() => Record(delivery with { Order = delivery.Order! with { Asker = asker with { User = "toinen" } } }, [1]), "older");
    }

    [Test]
    public void An_entry_from_before_orders_were_recorded_is_that_of_the_delivery()
    {
        var before = AuditScene.Delivery(1) with { Kind = "extract" };
        var first = Record(before, [1]);

        Assert.That(
            Record(before with { Order = new AuditedOrder("asiakkaat", "statistics") }, [1], expected: first), Is.EqualTo(first));
        Assert.That(Trail.Ask(1, [], 2, null).Disclosures.Single().Entry.Delivery!.Order, Is.Null);
        Assert.That(Trail.Verify(null).Payloads().Result.Findings, Is.Empty);
    }

    [Test]
    public void Many_who_append_at_once_make_one_chain()
    {
        const int Writers = 6;
        const int Entries = 12;
        using var start = new Barrier(Writers);
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            for (var entry = 1; entry <= Entries; entry++)
            {
                // Two of them record the same deliveries.
                Record(AuditScene.Delivery(entry, $"permit-{writer / 2}"), [writer / 2, entry]);
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(writers);

        Assert.That(Trail.Verify(null).Result.Head!.Sequence, Is.EqualTo(Writers / 2 * Entries));
        Assert.That(Trail.Verify(null).Payloads().Result.Findings, Is.Empty);
    }

    [Test]
    public void A_question_is_in_the_chain_without_the_person()
    {
        Trail.RecordQuestion(AuditScene.Question, 4711);
        Trail.RecordQuestion(AuditScene.Question with { Found = false }, null);

        Assert.That(
            Trail.Ask(4711, [], 3, null).Questions.Select(entry => entry.Sequence),
            Is.EqualTo(new[] { 1 }));
        Assert.That(Trail.Ask(4712, [], 3, null).Questions, Is.Empty);
    }

    [Test]
    public void An_answer_names_the_deliveries_of_the_person_and_of_those_who_were_found_to_be_the_same()
    {
        Record(AuditScene.Delivery(1), [7, 8, 600]);
        Record(AuditScene.Delivery(2), [8]);
        Record(AuditScene.Delivery(3), [9]);

        var answer = Trail.Ask(600, [9], 4, null);

        Assert.That(
            answer.Disclosures.Select(one => (one.Entry.Delivery!.Number, string.Join(' ', one.Groups), one.OfDuplicate)),
            Is.EqualTo(new[] { (1, "004", false), (3, "101", true) }));
    }

    [Test]
    public async Task An_answer_of_the_interface_is_found_with_its_user_who_is_not_in_the_chain()
    {
        var call = new AuditedInterfaceAnswer("mutpT1", "muutokset", 7, 9, 1, "FI/MUN/0000000-0/kainuu\u0000", "id-1", "asia 010190-9123");
        var head = await Trail.RecordDisclosureAsync(call, "010190-912X", AuditScene.Content(600, 601), CancellationToken.None);

        var (answer, other) = (Trail.Ask(600, [], long.MaxValue, null), Trail.Ask(602, [], long.MaxValue, null));

        Assert.That(
            answer.Answers.Select(one => (one.Entry.Sequence, string.Join(' ', one.Groups), one.User, one.OfDuplicate)),
            Is.EqualTo(new[] { (head.Sequence, "004", "010190-912X", false) }));
        Assert.That(
            answer.Answers[0].Entry.Interface,
            Is.EqualTo(call with { Client = "FI/MUN/0000000-0/kainuu?", Issue = "asia ***********" }));
        Assert.That((other.Answers.Count, other.Findings.Count, answer.Disclosures.Count), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public void An_empty_trail_agrees_with_itself_and_has_no_anchor()
    {
        Assert.That(Trail.Verify(null).Payloads().Ledger().Anchors().Result.Findings, Is.Empty);
        Assert.That(Trail.WriteAnchor(), Is.Null);
        Assert.That(Trail.Ask(1, [], 1, null).Disclosures, Is.Empty);
    }

    [Test]
    public void A_published_file_beside_the_deliveries_is_recorded_once()
    {
        var answer = AuditedAnswer.Of("kainuu", "saaja", "lista.TAS", "x"u8, 1);
        var first = Trail.RecordAnswer(answer);
        Assert.That(Trail.RecordAnswer(answer), Is.EqualTo(first));
        Assert.That(Trail.RecordAnswer(answer with { File = "lista.RES" }).Sequence, Is.EqualTo(first.Sequence + 1));
    }

    [Test]
    public void The_anchor_of_a_day_is_its_last_head()
    {
        Record(AuditScene.Delivery(1), [1]);
        _ = Trail.WriteAnchor();
        var head = Record(AuditScene.Delivery(2), [2]);
        Assert.That(Trail.WriteAnchor(), Is.EqualTo(head));
        Assert.That(Trail.Verify(null).Anchors().Result, Has.Property("Findings").Empty.And.Property("Compared").EqualTo(1));
    }

    [Test]
    public void Persons_are_removed_after_their_years_and_their_entries_stay()
    {
        var first = Record(AuditScene.Delivery(1), [1, 2]);
        Clock.Now = Clock.Now.AddYears(1);
        var second = Record(AuditScene.Delivery(2) with { Planned = Clock.Now }, [2]);
        Clock.Now = Clock.Now.AddYears(4).AddDays(1);

        Assert.That(Trail.Purge(5, new Witness()), Is.EqualTo(1));
        Assert.That(Trail.Purge(5, new Witness()), Is.Zero, "nothing twice");
        Assert.That((Trail.HasPurged(first), Trail.HasPurged(second)), Is.EqualTo((true, false)));
        var proved = Trail.Verify(null).Payloads().Result;
        Assert.That((proved.Findings.Count, proved.Purged, proved.Payloads, proved.Head!.Sequence), Is.EqualTo((0, 1, 1, 3L)));
        var answer = Trail.Ask(2, [], 4, null);
        Assert.That((answer.Purged, answer.Disclosures.Count), Is.EqualTo((1, 1)));
    }

    private AuditHead Record(AuditedDelivery delivery, long[] persons, string file = "a", AuditHead? expected = null) =>
        Trail.RecordDelivery(delivery, AuditScene.Content(persons), AuditScene.Files(file), expected);

    private static void Refused(Action action, string words)
    {
        var refused = Assert.Throws<MuutostietoException>(action)!;
        Assert.That(refused.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(refused.Message, Does.Contain(words));
    }
}
