using System.Text;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

/// <summary>What is kept beside the journal: the nightly job's notes, the feed, the source, statements that wait.</summary>
public abstract partial class RegisterConformanceTests
{
    [Test]
    public void Notes_come_into_force_with_the_transaction_and_are_asked_by_day_relation_and_place()
    {
        Load(
            Some.Person(1) with { NonDisclosureEnd = "99990000" },
            Some.Person(2),
            Some.Person(3) with { FormerCodes = [Some.Code(9)] });
        using var writer = OpenWrite();
        using var register = OpenRead();
        var before = (register.NotedUntil(), register.Ended("20260105").Count, register.SharingDwellingWithProtected());
        using (var transaction = writer.Begin())
        {
            transaction.Notes.Keep(1, new PersonNotes("20260104", [Some.Code(2)], [77, 78]));
            transaction.Notes.Keep(2, new PersonNotes(null, [Some.Code(500), Some.Code(500)], [78]));
            transaction.Notes.Keep(3, new PersonNotes("20260110", [], [79]));
            transaction.Notes.KeepUntil(new JournalKey(1));
            transaction.Commit();
        }

        var first = register.Ended("20260105");
        using (var transaction = writer.Begin())
        {
            Assert.That(transaction.Notes.Until, Is.EqualTo(new JournalKey(1)));
            transaction.Notes.Keep(1, new PersonNotes("20260106", [Some.Code(2)], [77, 78]));
            transaction.Commit();
        }

        Assert.Multiple(() =>
        {
            Assert.That(before, Is.EqualTo((JournalKey.BeforeEverything, 0, 0L)));
            Assert.That(first, Is.EqualTo(new[] { 1L }));
            Assert.That(register.Ended("20260105"), Is.Empty, "a person's notes are replaced");
            Assert.That(register.Ended("20260110"), Is.EqualTo(new[] { 1L, 3L }));
            Assert.That(register.RelatedTo(Some.Code(2)), Is.EqualTo(new[] { 1L }));
            Assert.That(register.NotedUntil(), Is.EqualTo(new JournalKey(1)));
            Assert.That(register.SharingDwellingWithProtected(), Is.EqualTo(1));
            Assert.That(register.RelationsToUnknown(), Is.EqualTo(1));
            Assert.That(register.CodesOf([3L, 2L]), Is.EquivalentTo(new[] { Some.Code(2), Some.Code(3), Some.Code(9) }));
            Assert.That(register.CodesEverProtected(), Is.EqualTo(new[] { Some.Code(1) }));
            Assert.That(register.EverProtected(new JournalKey(1)), Is.EqualTo(new[] { 1L }));
        });
    }

    [Test]
    public void Who_has_changed_since_a_key_is_shown_once_and_the_visitor_may_ask_the_register()
    {
        Load([.. Enumerable.Range(1, 600).Select(number => Some.Person(number))]);
        using var writer = OpenWrite();
        writer.AppendOne(Some.Entry(Some.Person(5) with { PersonId = 5, Municipality = "290" }));
        writer.AppendOne(Some.Entry(Some.Person(5) with { PersonId = 5, Municipality = "091" }));
        writer.AppendOne(Some.Entry(Some.Person(7) with { PersonId = 7, Municipality = "290" }));
        using var register = OpenRead();

        Assert.Multiple(() =>
        {
            Assert.That(Changed(new JournalKey(1)), Is.EqualTo("5 091, 7 290"));
            Assert.That(Changed(new JournalKey(4)), Is.Empty);
            Assert.That(Changed(JournalKey.BeforeEverything).Split(',').Distinct().Count(), Is.EqualTo(600));
        });

        string Changed(JournalKey after)
        {
            var shown = new SortedDictionary<long, string>();
            register.ShowChanged(after, (in VersionRow row) =>
                shown.Add(row.PersonId, register.At(row.PersonId, register.LatestKey())!.Municipality));
            return string.Join(", ", shown.Select(pair => $"{pair.Key} {pair.Value}"));
        }
    }

    [Test]
    public void What_is_kept_of_a_source_comes_into_force_with_the_transaction()
    {
        Load(Some.Person(1), Some.Person(2));
        var at = Some.Clock.GetUtcNow();
        using var writer = OpenWrite();
        using var register = OpenRead();
        var before = (register.Source(), register.SourceKeyAt(new JournalKey(9)), register.SourceCodes().Count);
        using (var transaction = writer.Begin())
        {
            var source = transaction.Source;
            Assert.That(
                (source.AddCode("b"), source.AddCode("a"), source.AddCode("b"), source.AddCode("c")),
                Is.EqualTo((true, true, false, true)));
            Assert.That((source.RemoveCode("c"), source.RemoveCode("c")), Is.EqualTo((true, false)));
            source.AddPending("x");
            source.AddPending("x");
            source.AddPending("y");
            source.RemovePending("y");
            source.SetPresumed(2, isPresumed: true);
            source.SetPresumed(2, isPresumed: true);
            source.SetPresumed(1, isPresumed: true);
            source.SetPresumed(1, isPresumed: false);
            source.Keep(1, new KeptGroup("RYHMA", new string('ä', 9000)));
            source.Keep(1, new KeptGroup("RYHMA", new string('ä', 9000)));
            source.Keep(1, new KeptGroup("RYHMA", "{}"));
            source.Keep(new SourceState("there", 10, false, at));
            source.Keep(new SourceState("there", 12, true, at));
            Assert.That((source.IsPresumed(1), source.IsPresumed(2), source.Pending().Single()), Is.EqualTo((false, true, "x")));
            transaction.Commit();
        }

        using (var transaction = writer.Begin())
        {
            transaction.Append(Some.Entry(Some.Person(3)));
            transaction.Source.Keep(new SourceState("there", 15, true, at));
            transaction.Commit();
        }

        Assert.Multiple(() =>
        {
            Assert.That(before, Is.EqualTo(((SourceState?)null, (long?)null, 0)));
            Assert.That(register.Source(), Is.EqualTo(new SourceState("there", 15, true, at)));
            Assert.That(register.SourceKeyAt(new JournalKey(1)), Is.EqualTo(10));
            Assert.That(register.SourceKeyAt(new JournalKey(2)), Is.EqualTo(15));
            Assert.That(register.SourceCodes(), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(register.SourceRemains().Presumed, Is.EqualTo(1));
            Assert.That(register.SourceRemains().Groups, Is.EqualTo(new Dictionary<string, long> { ["RYHMA"] = 1 }));
            Assert.That(register.KeptOf(1).Select(kept => kept.Json.Length), Is.EquivalentTo(new[] { 9000, 2 }));
            Assert.That(register.KeptOf(2), Is.Empty);
        });
    }

    [Test]
    public void What_a_feed_has_brought_is_remembered_with_the_numbers_that_are_missing()
    {
        Load(Some.Person(1));
        var at = Some.Clock.GetUtcNow();
        var sha256 = new string('a', 64);
        using var writer = OpenWrite();
        using var register = OpenRead();
        Assert.That(register.Feed(), Is.EqualTo(new RegisterFeed(false, null, 0, 0)));
        using (var transaction = writer.Begin())
        {
            Assert.That((transaction.HasImported(sha256), transaction.PositionOf("s")), Is.EqualTo((false, (FeedPosition?)null)));
            transaction.KeepImported(sha256);
            transaction.KeepNumber("s", 3);
            transaction.KeepNumber("s", 6);
            transaction.KeepNumber("s", 5);
            transaction.KeepNumber("other", 1);
            transaction.KeepImport(at);
            Assert.That(transaction.HasImported(sha256), Is.True);
            Assert.That((transaction.PositionOf("s")!.Last, transaction.PositionOf("s")!.Missing.Single()), Is.EqualTo((6, 4)));
            transaction.Commit();
        }

        Assert.That(register.Feed(), Is.EqualTo(new RegisterFeed(true, at, 0, 0) { MissingFiles = 1 }));
        using (var transaction = writer.Begin())
        {
            transaction.ForgetMissing("s");
            transaction.Commit();
        }

        Assert.That(register.Feed().MissingFiles, Is.Zero);
    }

    [Test]
    public void A_statement_waits_for_its_person_and_says_of_whom_it_is_until_then()
    {
        Load(Some.Person(1));
        using var writer = OpenWrite();
        using var register = OpenRead();
        using (var transaction = writer.Begin())
        {
            transaction.Hold([Some.Code(5), Some.Code(6)], Statement("1"));
            transaction.Hold([Some.Code(5)], Statement("1"));
            transaction.Hold([Some.Code(7)], Statement("1"));
            transaction.Hold([Some.Code(7)], Statement("4"));
            transaction.Commit();
        }

        var after = writer.AppendOne(Some.Entry(Some.Person(5))).Key;
        Assert.Multiple(() =>
        {
            Assert.That(register.Feed().HeldStatements, Is.EqualTo(4));
            Assert.That(register.ProtectedSince(after).HeldAtKey, Is.EquivalentTo(new[] { Some.Code(5), Some.Code(6) }));
            Assert.That(register.ProtectedSince(JournalKey.BeforeEverything).HeldAtKey, Is.Empty);
            Assert.That(register.ProtectedSince(new JournalKey(1)).HeldLater, Has.Count.EqualTo(3));
        });

        using (var transaction = writer.Begin())
        {
            var held = transaction.HeldFor([Some.Code(6), Some.Code(5)]);
            Assert.That(held.Select(statement => statement.Id), Is.EqualTo(new[] { 1L, 2L }));
            Assert.That(Encoding.UTF8.GetString(held[0].Record.Span), Is.EqualTo(Encoding.UTF8.GetString(Statement("1"))));
            transaction.Release(held, Some.Code(5));
            Assert.That(transaction.HeldFor([Some.Code(5)]), Is.Empty);
            transaction.Commit();
        }

        Assert.That((register.Feed().HeldStatements, register.Feed().LastHeld), Is.EqualTo((2L, 4L)));

        static byte[] Statement(string attribute) =>
            Encoding.UTF8.GetBytes($$"""{"ryhmat":[{"ryhma":"015","muutos":"0"},{"ryhma":"015","muutos":"{{attribute}}"}]}""");
    }
}
