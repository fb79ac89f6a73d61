using Microsoft.Data.Sqlite;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Deliveries.Tests.Ledger;

public sealed class SqliteLedgerTests
{
    private DirectoryInfo folder = null!;
    private SqliteLedger ledger = null!;

    private string FilePath => Path.Combine(folder.FullName, "data", "ledger.db");

    [SetUp]
    public void SetUp()
    {
        folder = Directory.CreateTempSubdirectory("muutostieto-ledger-");
        this.ledger = SqliteLedger.Open(FilePath);
    }

    [TearDown]
    public void TearDown()
    {
        this.ledger.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public void A_planned_delivery_is_found_as_it_was_planned()
    {
        var planned = this.ledger.Plan(Some.BasePlan() with { Terms = "{\"permit\":\"ä\"}" });
        Reopen();
        var found = this.ledger.Find(new DeliveryKey("kainuu", DeliveryKey.Base, 1))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EqualTo(planned with { Files = found.Files }));
            Assert.That(found.State, Is.EqualTo(DeliveryState.Planned));
            Assert.That(found.Planned.ToString("O"), Is.EqualTo(Some.Time.ToString("O")));
            Assert.That(found.Window, Is.EqualTo(new DeliveryWindow(null, 100)));
            Assert.That(found.TermsDigest, Is.EqualTo("cc6bdbe76225f2db99e22a3866f5e2f276bd238d6e322d9608575178cdec983e"));
            Assert.That(found.Files, Is.Empty);
            Assert.That(found.Manifest, Is.Null);
        }
    }

    [Test]
    public void Planning_the_same_occurrence_again_gives_the_same_delivery_with_its_first_terms()
    {
        var first = this.ledger.Plan(Some.BasePlan());
        var again = this.ledger.Plan(Some.BasePlan(to: 200) with { Terms = "{\"other\":1}" });
        Assert.That((again.Id, again.Number, again.Window.To, again.Terms.Json), Is.EqualTo((first.Id, 1, 100L, "{}")));
        Assert.That(this.ledger.List(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Numbers_are_counted_in_each_permit_and_kind()
    {
        var first = Publish(this.ledger.Plan(Some.BasePlan()));
        var changes = Publish(this.ledger.Plan(Some.ChangesPlan(first, "w1", 110)));
        var more = Publish(this.ledger.Plan(Some.ChangesPlan(changes, "w2", 110)));
        var second = this.ledger.Plan(Some.BasePlan(occurrence: "again", to: 120));
        var other = this.ledger.Plan(Some.BasePlan("helsinki"));
        Assert.That(new[] { first, changes, more, second, other }.Select(d => d.Number), Is.EqualTo(new[] { 1, 1, 2, 2, 1 }));
    }

    [Test]
    public void A_delivery_goes_through_its_states_and_keeps_what_it_learns()
    {
        var planned = this.ledger.Plan(Some.BasePlan());
        var files = Some.Files(planned);
        var composed = this.ledger.MarkComposed(planned.Id, files, Some.Counts, Some.Time.AddMinutes(1));
        Assert.That(
            (composed.State, composed.Composed, composed.Counts),
            Is.EqualTo((DeliveryState.Composed, (DateTimeOffset?)Some.Time.AddMinutes(1), Some.Counts)));
        Assert.That(composed.Files, Is.EqualTo(files));
        Assert.That(composed.Manifest, Is.EqualTo(files[1]));
        var published = this.ledger.MarkPublished(planned.Id, Some.Time.AddMinutes(2), "drop/kainuu/download");
        Assert.That(
            (published.State, published.Published, published.Place),
            Is.EqualTo((DeliveryState.Published, (DateTimeOffset?)Some.Time.AddMinutes(2), "drop/kainuu/download")));
        Assert.That(this.ledger.MarkOverdue(planned.Id).State, Is.EqualTo(DeliveryState.Overdue));
        var received = this.ledger.MarkReceived(planned.Id, Some.Time.AddDays(6));
        Assert.That((received.State, received.Received), Is.EqualTo((DeliveryState.Received, (DateTimeOffset?)Some.Time.AddDays(6))));
        Assert.That(this.ledger.MarkOverdue(planned.Id).State, Is.EqualTo(DeliveryState.Received));
    }

    [Test]
    public void A_repeated_step_changes_nothing()
    {
        var planned = this.ledger.Plan(Some.BasePlan());
        var published = Publish(planned);
        var again = this.ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time.AddDays(1));
        Assert.That((again.State, again.Composed), Is.EqualTo((DeliveryState.Published, published.Composed)));
        again = this.ledger.MarkPublished(planned.Id, Some.Time.AddDays(1), "elsewhere");
        Assert.That((again.Published, again.Place), Is.EqualTo((published.Published, published.Place)));
    }

    [Test]
    public void Composing_again_with_other_bytes_or_counts_is_an_integrity_failure()
    {
        var planned = this.ledger.Plan(Some.BasePlan());
        var files = Some.Files(planned);
        this.ledger.MarkComposed(planned.Id, files, Some.Counts, Some.Time);
        Expect(
            FailureKind.Integrity,
            () => this.ledger.MarkComposed(planned.Id, [files[0] with { Sha256 = Some.Hash('b') }, files[1]], Some.Counts, Some.Time),
            "kainuu base 1");
        Expect(
            FailureKind.Integrity,
            () => this.ledger.MarkComposed(planned.Id, files, Some.Counts with { Persons = 6 }, Some.Time),
            "counts");
        Assert.That(this.ledger.Find(new DeliveryKey("kainuu", DeliveryKey.Base, 1))!.Files, Is.EqualTo(files));
    }

    [Test]
    public void An_illegal_step_is_refused_and_changes_nothing()
    {
        var planned = this.ledger.Plan(Some.BasePlan());
        Expect(FailureKind.Integrity, () => this.ledger.MarkPublished(planned.Id, Some.Time, "x"), "planned and cannot become published");
        Expect(FailureKind.Integrity, () => this.ledger.MarkReceived(planned.Id, Some.Time), "cannot become received");
        Expect(FailureKind.Integrity, () => this.ledger.MarkOverdue(planned.Id), "cannot become overdue");
        Expect(FailureKind.Integrity, () => this.ledger.MarkPublished(4711, Some.Time, "x"), "4711");
        this.ledger.Withdraw(planned.Id, "wrong area", Some.Time);
        Expect(
            FailureKind.Integrity,
            () => this.ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time),
            "withdrawn and cannot become composed");
        Assert.That(this.ledger.List().Single().State, Is.EqualTo(DeliveryState.Withdrawn));
    }

    [Test]
    public void Composition_needs_exactly_one_manifest()
    {
        var planned = this.ledger.Plan(Some.BasePlan());
        Assert.Throws<ArgumentException>(() => this.ledger.MarkComposed(planned.Id, [Some.Files(planned)[0]], Some.Counts, Some.Time));
    }

    [Test]
    public void A_withdrawn_delivery_keeps_its_number_and_occurrence_and_its_window_is_covered_again()
    {
        var first = Publish(this.ledger.Plan(Some.BasePlan()));
        var changes = Publish(this.ledger.Plan(Some.ChangesPlan(first, "w1", 110)));
        Expect(FailureKind.Usage, () => this.ledger.Withdraw(first.Id, "x", Some.Time), "Withdraw kainuu changes 1 first");

        var withdrawn = this.ledger.Withdraw(changes.Id, "wrong area", Some.Time);
        Assert.That(
            (withdrawn.State, withdrawn.WithdrawalReason, withdrawn.Files.Count),
            Is.EqualTo((DeliveryState.Withdrawn, "wrong area", 2)));
        Assert.That(this.ledger.Withdraw(changes.Id, "again", Some.Time).WithdrawalReason, Is.EqualTo("wrong area"));
        Assert.That(this.ledger.Plan(Some.ChangesPlan(first, "w1", 120)).Id, Is.EqualTo(changes.Id));
        Assert.That(this.ledger.FindOccurrence("kainuu", DeliveryKind.Changes, "w1")!.State, Is.EqualTo(DeliveryState.Withdrawn));
        Assert.That(this.ledger.Latest("kainuu", DeliveryKind.Changes), Is.Null);
        Assert.That(this.ledger.Head("kainuu")!.Id, Is.EqualTo(first.Id));

        var next = this.ledger.Plan(Some.ChangesPlan(first, "w2", 120));
        Assert.That((next.Number, next.Window.From, next.Predecessor), Is.EqualTo((2, (long?)100, first.AsPredecessor())));
    }

    [Test]
    public void A_change_delivery_continues_the_head_of_the_chain_and_nothing_else()
    {
        var first = this.ledger.Plan(Some.BasePlan());
        Expect(FailureKind.Transient, () => this.ledger.Plan(Some.ChangesPlan(first, "w1", 110)), "not composed yet");
        first = Publish(first);
        Expect(
            FailureKind.Transient,
            () => this.ledger.Plan(Some.ChangesPlan(first, "w1", 110) with { Window = new DeliveryWindow(99, 110) }),
            "kainuu");
        Expect(
            FailureKind.Transient,
            () =>
                this.ledger.Plan(
                    Some.ChangesPlan(first, "w1", 110) with
                    {
                        Predecessor = first.AsPredecessor()! with { ManifestSha256 = Some.Hash('f') },
                    }),
            "kainuu");
        var changes = Publish(this.ledger.Plan(Some.ChangesPlan(first, "w1", 110)));
        Expect(FailureKind.Transient, () => this.ledger.Plan(Some.ChangesPlan(first, "w2", 120)), "planned in the meantime");
        var second = Publish(this.ledger.Plan(Some.BasePlan(occurrence: "again", to: 115)));
        Expect(FailureKind.Transient, () => this.ledger.Plan(Some.ChangesPlan(changes, "w2", 120)), "planned in the meantime");
        Assert.That(this.ledger.Plan(Some.ChangesPlan(second, "w2", 120)).Predecessor, Is.EqualTo(second.AsPredecessor()));
    }

    [Test]
    public void A_register_that_is_older_than_the_ledger_is_an_integrity_failure()
    {
        Publish(this.ledger.Plan(Some.BasePlan()));
        Expect(FailureKind.Integrity, () => this.ledger.Plan(Some.BasePlan(occurrence: "again", to: 99)), "older than the ledger");
    }

    [Test]
    public void A_plan_whose_kind_and_window_disagree_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => this.ledger.Plan(Some.BasePlan() with { Window = new DeliveryWindow(1, 2) }));
        Assert.Throws<ArgumentException>(() => this.ledger.Plan(Some.BasePlan() with { Kind = DeliveryKind.Changes }));
    }

    [Test]
    public void Lists_are_filtered_and_in_order_of_planning()
    {
        var first = Publish(this.ledger.Plan(Some.BasePlan()));
        var other = this.ledger.Plan(Some.BasePlan("helsinki"));
        var changes = this.ledger.Plan(Some.ChangesPlan(first, "w1", 110));
        this.ledger.MarkComposed(changes.Id, Some.Files(changes), Some.Counts, Some.Time);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ids(this.ledger.List()), Is.EqualTo(new[] { first.Id, other.Id, changes.Id }));
            Assert.That(Ids(this.ledger.List(new DeliveryFilter(Permit: "kainuu"))), Is.EqualTo(new[] { first.Id, changes.Id }));
            Assert.That(Ids(this.ledger.List(new DeliveryFilter(Kind: DeliveryKind.Base))), Is.EqualTo(new[] { first.Id, other.Id }));
            Assert.That(
                Ids(this.ledger.List(new DeliveryFilter("kainuu", State: DeliveryState.Published))),
                Is.EqualTo(new[] { first.Id }));
            Assert.That(Ids(this.ledger.Unfinished()), Is.EqualTo(new[] { other.Id, changes.Id }));
            Assert.That(this.ledger.Latest("kainuu", DeliveryKind.Changes)!.Id, Is.EqualTo(changes.Id));
            Assert.That(this.ledger.Latest("nobody", DeliveryKind.Base), Is.Null);
        }
    }

    [Test]
    public void The_file_itself_refuses_to_forget_or_to_change_a_plan()
    {
        Publish(this.ledger.Plan(Some.BasePlan()));
        foreach (
            var sql in new[]
            {
                "DELETE FROM delivery",
                "UPDATE delivery SET number = 2",
                "UPDATE delivery SET terms = ''",
                "DELETE FROM file",
                "UPDATE file SET bytes = 1",
            })
        {
            using var raw = Raw(FilePath);
            Assert.Throws<SqliteException>(() => Execute(raw, sql), sql);
        }
    }

    [Test]
    public void Another_version_another_kind_of_database_and_no_database_are_distinguished()
    {
        this.ledger.Dispose();
        using (var raw = Raw(FilePath))
        {
            Execute(raw, "PRAGMA user_version = 99");
        }

        Expect(FailureKind.Fault, () => SqliteLedger.Open(FilePath), $"has version 99, this program expects {LedgerSchema.Version}");

        var register = Path.Combine(folder.FullName, "register.db");
        using (var raw = Raw(register))
        {
            Execute(raw, "CREATE TABLE person (id INTEGER)");
        }

        Expect(FailureKind.Usage, () => SqliteLedger.Open(register), "is not a ledger");

        var text = Path.Combine(folder.FullName, "text.db");
        File.WriteAllText(text, new string('x', 5000));
        Expect(FailureKind.Integrity, () => SqliteLedger.Open(text), "no SQLite file");
    }

    [Test]
    public void A_ledger_of_version_1_is_carried_over_with_what_is_in_it()
    {
        this.ledger.Dispose();
        File.Delete(FilePath);
        using (var raw = Raw(FilePath))
        {
            Execute(raw, LedgerSchema.Steps[0]);
            Execute(raw, $$"""
                INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_to, terms, terms_digest, catalog_digest,
                    persons, composed, published, place)
                VALUES ('a', 'base', 1, 'initial', 'published', '2026-01-05T02:30:00.0000000+02:00', 7, '{}', 'd', 'c', 3,
                    '2026-01-05T02:31:00.0000000+02:00', '2026-01-05T02:32:00.0000000+02:00', 'drop');
                INSERT INTO file (delivery, position, name, bytes, records, sha256) VALUES (1, 0, 'a.json', 5, NULL, '{{new string(
                    '0',
                    64
                )}}');
                PRAGMA application_id = {{LedgerSchema.ApplicationId}}; PRAGMA user_version = 1;
                """);
        }

        this.ledger = SqliteLedger.Open(FilePath);

        var after = this.ledger.List().Single();
        Assert.That(
            (
                after.Title,
                after.State,
                after.Window.To,
                after.Counts.Persons,
                after.Manifest?.Name,
                after.RegisterFingerprint,
                after.Redelivered,
                after.Audit),
            Is.EqualTo(("a base 1", DeliveryState.Published, 7L, 3L, "a.json", (string?)null, (DateTimeOffset?)null, (AuditHead?)null)));
        Assert.That(this.ledger.RecordReceipt(after.Id, Receipt(ReceiptSource.Accepted)).State, Is.EqualTo(DeliveryState.Received));
    }

    [Test]
    public void A_ledger_from_before_members_were_kept_knows_who_is_on_each_list_at_each_position()
    {
        this.ledger.Dispose();
        File.Delete(FilePath);
        using (var raw = Raw(FilePath))
        {
            List<string> before = [.. LedgerSchema.Steps.TakeWhile(step => !step.Contains("TABLE list_member", StringComparison.Ordinal))];
            foreach (var step in before)
            {
                Execute(raw, step);
            }

            Execute(raw, $"""
                INSERT INTO list_change (permit, position, person, added, uploaded)
                VALUES ('a', 1, 7, 1, 1), ('a', 2, 8, 1, 1), ('a', 3, 7, 0, 1), ('a', 4, 9, 1, 0), ('a', 5, 7, 1, 1), ('a', 6, 8, 0, 1),
                    ('b', 1, 8, 1, 1);
                PRAGMA application_id = {LedgerSchema.ApplicationId}; PRAGMA user_version = {before.Count};
                """);
        }

        this.ledger = SqliteLedger.Open(FilePath);

        long[][] expected = [[], [7], [7, 8], [8], [8, 9], [7, 8, 9], [7, 9]];
        for (var position = 0; position < expected.Length; position++)
        {
            Assert.That(this.ledger.ListMembers("a", position).Order(), Is.EqualTo(expected[position]), $"position {position}");
        }

        Assert.That(this.ledger.ListMembers("b", long.MaxValue), Is.EqualTo(new[] { 8L }));
        var taken = this.ledger.TakeIn(
            new NewListUpload
            {
                Permit = "a",
                Name = "a.HTT",
                Sha256 = new string('a', 64),
                Bytes = 1,
                JournalKey = 1,
                RegisterFingerprint = "m",
                Lines = 4,
                Changes = [(7, true), (9, false), (9, true)],
            },
            DateTimeOffset.UnixEpoch);
        Assert.That((taken.Added, taken.Removed, taken.Unchanged, taken.Persons, taken.Window), Is.EqualTo((1, 1, 2, 2, (6L, 8L))));
    }

    [Test]
    public void A_ledger_from_before_signatures_is_carried_over_and_what_was_composed_stays_unsigned()
    {
        this.ledger.Dispose();
        File.Delete(FilePath);
        using (var raw = Raw(FilePath))
        {
            List<string> before = [.. LedgerSchema.Steps.TakeWhile(step => !step.Contains("COLUMN signature", StringComparison.Ordinal))];
            before.ForEach(step => Execute(raw, step));
            Execute(raw, $$"""
                INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_to, terms, terms_digest, catalog_digest,
                    composed)
                VALUES ('a', 'base', 1, 'initial', 'composed', '2026-01-05T02:30:00.0000000+02:00', 7, '{}', 'd', 'c',
                    '2026-01-05T02:31:00.0000000+02:00');
                INSERT INTO file (delivery, position, name, bytes, records, sha256) VALUES (1, 0, 'a.json', 5, NULL, '{{new string(
                    '0',
                    64
                )}}');
                PRAGMA application_id = {{LedgerSchema.ApplicationId}}; PRAGMA user_version = {{before.Count}};
                """);
        }

        this.ledger = SqliteLedger.Open(FilePath);

        var after = this.ledger.List().Single();
        Assert.That((after.Title, after.State, after.Signature), Is.EqualTo(("a base 1", DeliveryState.Composed, (string?)null)));
        Assert.That(this.ledger.MarkComposed(after.Id, after.Files, after.Counts, Some.Time).Signature, Is.Null);
        Expect(
            FailureKind.Integrity,
            () => this.ledger.MarkComposed(after.Id, after.Files, after.Counts, Some.Time, signature: "x"),
            "the signature");
    }

    [Test]
    public void A_ledger_from_before_the_beginning_of_publishing_was_noted_is_carried_over()
    {
        this.ledger.Dispose();
        File.Delete(FilePath);
        using (var raw = Raw(FilePath))
        {
            foreach (var step in LedgerSchema.Steps.Take(6))
            {
                Execute(raw, step);
            }

            Execute(raw, $"""
                INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_to, terms, terms_digest, catalog_digest,
                    composed)
                VALUES ('a', 'base', 1, 'initial', 'composed', '2026-01-05T02:30:00.0000000+02:00', 7, '{"{}"}', 'd', 'c',
                    '2026-01-05T02:31:00.0000000+02:00');
                PRAGMA application_id = {LedgerSchema.ApplicationId}; PRAGMA user_version = 6;
                """);
        }

        this.ledger = SqliteLedger.Open(FilePath);

        Assert.That(
            this.ledger.List().Single(),
            Has.Property(nameof(Delivery.PublishingSince)).Null.And.Property(nameof(Delivery.State)).EqualTo(DeliveryState.Composed));
    }

    [Test]
    public void The_beginning_of_publishing_is_noted_once_and_cleared_only_before_it_is_published()
    {
        var planned = this.ledger.Plan(Some.BasePlan());
        this.ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time);
        Assert.That(this.ledger.MarkPublishing(planned.Id, Some.Time).PublishingSince, Is.EqualTo(Some.Time));
        Assert.That(this.ledger.MarkPublishing(planned.Id, Some.Time.AddDays(1)).PublishingSince, Is.EqualTo(Some.Time));
        Assert.That(this.ledger.ClearPublishing(planned.Id).PublishingSince, Is.Null);

        this.ledger.MarkPublishing(planned.Id, Some.Time.AddDays(2));
        this.ledger.MarkPublished(planned.Id, Some.Time.AddDays(2), "drop");
        Assert.That(this.ledger.ClearPublishing(planned.Id).PublishingSince, Is.EqualTo(Some.Time.AddDays(2)));
    }

    [Test]
    public void The_audit_entry_of_a_delivery_is_recorded_with_its_files_and_stays()
    {
        var planned = this.ledger.Plan(Some.BasePlan());
        var entry = new AuditHead(7, Some.Hash('e'));
        var composed = this.ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time, entry);
        Assert.That((planned.Audit, composed.Audit), Is.EqualTo(((AuditHead?)null, entry)));
        Assert.That(
            this.ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time.AddDays(1), entry).Audit,
            Is.EqualTo(entry));
        Expect(
            FailureKind.Integrity,
            () => this.ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time, entry with { Sequence = 8 }),
            "audit chain");
        Expect(
            FailureKind.Integrity,
            () => this.ledger.MarkComposed(planned.Id, Some.Files(planned), Some.Counts, Some.Time),
            "audit chain");
        using var raw = Raw(FilePath);
        Assert.Throws<SqliteException>(() => Execute(raw, "UPDATE delivery SET audit_head = NULL"));
    }

    [Test]
    public void A_receipt_is_recorded_once_and_only_an_acceptance_makes_the_delivery_received()
    {
        var published = Publish(this.ledger.Plan(Some.BasePlan()));
        var refusal = Receipt(ReceiptSource.Refused) with { Reason = "full" };
        this.ledger.RecordReceipt(published.Id, refusal);
        var refused = this.ledger.RecordReceipt(published.Id, refusal with { Seen = Some.Time.AddDays(9) });
        Assert.That((refused.State, refused.Receipts.Count, refused.OpenRefusal), Is.EqualTo((DeliveryState.Published, 1, refusal)));

        Assert.That(this.ledger.MarkRedelivered(published.Id, Some.Time.AddDays(4)).OpenRefusal, Is.Null);
        var again = this.ledger.RecordReceipt(published.Id, refusal with { Digest = "another", Seen = Some.Time.AddDays(5) });
        Assert.That(again.OpenRefusal!.Digest, Is.EqualTo("another"));

        var received = this.ledger.RecordReceipt(published.Id, Receipt(ReceiptSource.Accepted));
        Assert.That(
            (received.State, received.Received, received.OpenRefusal),
            Is.EqualTo((DeliveryState.Received, (DateTimeOffset?)Some.Time.AddDays(3), (DeliveryReceipt?)null)));
    }

    [Test]
    public void What_was_cleared_keeps_its_first_time_until_it_is_delivered_again()
    {
        var published = Publish(this.ledger.Plan(Some.BasePlan()));
        this.ledger.MarkDropCleared(published.Id, Some.Time);
        var cleared = this.ledger.MarkOutboxCleared(published.Id, Some.Time);
        Assert.That(this.ledger.MarkDropCleared(published.Id, Some.Time.AddDays(1)).DropCleared, Is.EqualTo(Some.Time));
        Assert.That((cleared.DropCleared, cleared.OutboxCleared), Is.EqualTo(((DateTimeOffset?)Some.Time, (DateTimeOffset?)Some.Time)));
        var again = this.ledger.MarkRedelivered(published.Id, Some.Time.AddDays(2));
        Assert.That(
            (again.DropCleared, again.OutboxCleared, again.Redelivered),
            Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null, (DateTimeOffset?)Some.Time.AddDays(2))));
    }

    [Test]
    public void A_ledger_that_another_process_keeps_locked_says_to_try_again()
    {
        using var raw = Raw(FilePath);
        Execute(raw, "BEGIN IMMEDIATE");
        using var hasty = SqliteLedger.Open(FilePath, busySeconds: 1);
        Assert.That(hasty.List(), Is.Empty, "reading goes on");
        Expect(FailureKind.Transient, () => hasty.Plan(Some.BasePlan()), "locked");
        Execute(raw, "ROLLBACK");
        Assert.That(hasty.Plan(Some.BasePlan()).Number, Is.EqualTo(1));
    }

    [Test]
    public void A_process_killed_in_the_middle_of_planning_leaves_no_gap()
    {
        Publish(this.ledger.Plan(Some.BasePlan()));
        using var raw = Raw(FilePath);
        Execute(raw, "BEGIN IMMEDIATE");
        Execute(
            raw,
            "INSERT INTO delivery (permit, kind, number, occurrence, state, planned, window_to, terms, terms_digest, catalog_digest) "
                + $"VALUES ('kainuu', 'base', 2, 'again', 'planned', '{Some.Time:O}', 100, '{{}}', '', '')");

        // What a killed process leaves on the disk: the files as they are, the transaction open.
        var killed = Path.Combine(folder.FullName, "killed");
        Directory.CreateDirectory(killed);
        foreach (
            var file in Directory.GetFiles(Path.GetDirectoryName(FilePath)!).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))
        )
        {
            File.Copy(file, Path.Combine(killed, Path.GetFileName(file)));
        }

        using var after = SqliteLedger.Open(Path.Combine(killed, "ledger.db"));
        Assert.That(after.List().Single().State, Is.EqualTo(DeliveryState.Published));
        Assert.That(after.Plan(Some.BasePlan(occurrence: "again", to: 130)).Number, Is.EqualTo(2));
    }

    [Test]
    public void Many_planners_at_once_get_one_delivery_an_occurrence_and_numbers_without_a_gap()
    {
        const int Planners = 6;
        const int Occurrences = 20;
        using var start = new Barrier(Planners);
        var planned = new Delivery[Planners][];
        Task[] planners =
        [
            .. Enumerable
                .Range(0, Planners)
                .Select(planner =>
                    Task.Factory.StartNew(
                        () =>
                        {
                            using var ledger = SqliteLedger.Open(FilePath, busySeconds: 60);
                            start.SignalAndWait();
                            planned[planner] =
                            [
                                .. Enumerable
                                    .Range(0, Occurrences)
                                    .Select(i => ledger.Plan(Some.BasePlan(occurrence: $"o{(i + planner) % Occurrences}"))),
                            ];
                        },
                        CancellationToken.None,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default)),
        ];
        Task.WaitAll(planners);
        Assert.That(this.ledger.List().Select(delivery => delivery.Number), Is.EqualTo(Enumerable.Range(1, Occurrences)));
        Assert.That(
            planned.SelectMany(own => own).Select(delivery => (delivery.Occurrence, delivery.Id, delivery.Number)).Distinct().Count(),
            Is.EqualTo(Occurrences));
    }

    [Test]
    public void Many_first_runs_at_once_make_one_ledger()
    {
        var path = Path.Combine(folder.FullName, "first", "ledger.db");
        Parallel.For(0, 6, i =>
        {
            using var ledger = SqliteLedger.Open(path, busySeconds: 60);
            ledger.Plan(Some.BasePlan(occurrence: $"o{i}"));
        });
        using var after = SqliteLedger.Open(path);
        Assert.That(after.List().Select(delivery => delivery.Number), Is.EqualTo(Enumerable.Range(1, 6)));
    }

    private static IEnumerable<long> Ids(IEnumerable<Delivery> deliveries) => deliveries.Select(delivery => delivery.Id);

    private static DeliveryReceipt Receipt(ReceiptSource source) =>
        new(source, Some.Time.AddDays(3), Some.Time.AddDays(3), null, null, source.WireName());

    private static void Expect(FailureKind code, Action action, string message)
    {
        var thrown = Assert.Throws<MuutostietoException>(action);
        Assert.That(thrown!.Kind, Is.EqualTo(code), thrown.Message);
        Assert.That(thrown.Message, Does.Contain(message));
    }

    private static SqliteConnection Raw(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Delivery Publish(Delivery delivery)
    {
        this.ledger.MarkComposed(delivery.Id, Some.Files(delivery), Some.Counts, Some.Time);
        return this.ledger.MarkPublished(delivery.Id, Some.Time, "drop");
    }

    private void Reopen()
    {
        this.ledger.Dispose();
        this.ledger = SqliteLedger.Open(FilePath);
    }
}
