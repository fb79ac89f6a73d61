using System.Text;
using Muutostieto.Records;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

public abstract partial class RegisterConformanceTests
{
    [Test]
    public void An_entry_is_read_as_it_was_written()
    {
        Load();
        using var writer = OpenWrite();
        var appended = writer.AppendOne(new NewEntry("XSS", "20260102", "1", "5", Some.Document("record"), Some.Person(1)));
        using var register = OpenRead();

        var entry = register.ReadJournal(default, register.LatestKey()).Single();

        Assert.Multiple(() =>
        {
            Assert.That(entry with { Record = default }, Is.EqualTo(
                new JournalEntry(appended.Key, JournalEntryKind.Record, appended.PersonId, "XSS", "20260102", "1", "5", default)));
            Assert.That(Encoding.UTF8.GetString(entry.Record.Span), Is.EqualTo("""{"sanoo":"record"}"""));
        });
    }

    [Test]
    public void Without_commit_nothing_has_happened()
    {
        Load(Some.Person(1));
        using var writer = OpenWrite();
        using (var transaction = writer.Begin())
        {
            transaction.Append(Some.Entry(Some.Person(2)));
            transaction.Append(Some.Entry(Some.Person(1) with { PersonId = 1, Municipality = "290" }));
        }

        using var register = OpenRead();

        Assert.Multiple(() =>
        {
            Assert.That(register.LatestKey(), Is.EqualTo(new JournalKey(1)));
            Assert.That(register.Find(Some.Code(2), new JournalKey(5)), Is.Null);
            Assert.That(register.At(1, new JournalKey(5))!.To, Is.Null);
        });
    }

    [Test]
    public void Keys_go_on_where_a_rolled_back_transaction_began()
    {
        Load(Some.Person(1));
        using var writer = OpenWrite();
        using (var transaction = writer.Begin())
        {
            transaction.Append(Some.Entry(Some.Person(2)));
        }

        Assert.That(writer.AppendOne(Some.Entry(Some.Person(3))).Key, Is.EqualTo(new JournalKey(2)));
    }

    [Test]
    public void A_second_writer_is_asked_to_try_again_later()
    {
        Load(Some.Person(1));
        using var first = OpenWrite();
        using var second = OpenWrite(TimeSpan.FromMilliseconds(20));
        using (first.Begin())
        {
            var failure = Assert.Throws<MuutostietoException>(() => second.Begin())!;
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Transient));
        }

        Assert.That(second.AppendOne(Some.Entry(Some.Person(2))).Key, Is.EqualTo(new JournalKey(2)));
    }

    [Test]
    public void A_code_of_another_person_is_refused_and_the_transaction_goes_on()
    {
        Load(Some.Person(1), Some.Person(2) with { FormerCodes = [Some.Code(3)] });
        using var writer = OpenWrite();
        using var transaction = writer.Begin();

        foreach (
            var taken in new[]
            {
                Some.Person(1),
                Some.Person(3),
                Some.Person(4) with
                {
                    FormerCodes = [Some.Code(2)],
                },
                Some.Person(3) with
                {
                    PersonId = 1,
                },
            })
        {
            var failure = Assert.Throws<MuutostietoException>(() => transaction.Append(Some.Entry(taken)))!;
            Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
            Assert.That(failure.Message, Does.Not.Contain(Some.Code(1)).And.Not.Contain(Some.Code(2)).And.Not.Contain(Some.Code(3)));
        }

        transaction.Append(Some.Entry(Some.Person(5)));
        transaction.Commit();
        using var register = OpenRead();
        Assert.That(register.LatestKey(), Is.EqualTo(new JournalKey(2)));
        Assert.That(register.Find(Some.Code(4), new JournalKey(2)), Is.Null);
    }

    [Test]
    public void A_former_code_may_be_several_persons_and_then_names_none_of_them()
    {
        Load(Some.Person(1) with { FormerCodes = [Some.Code(9)] }, Some.Person(2) with { FormerCodes = [Some.Code(9)] });
        using var writer = OpenWrite();
        writer.AppendOne(Some.Entry(Some.Person(3) with { FormerCodes = [Some.Code(9)] }));
        using var transaction = writer.Begin();
        using var register = OpenRead();

        Assert.Multiple(() =>
        {
            Assert.That(register.Find(Some.Code(9), register.LatestKey()), Is.Null);
            Assert.That(register.FindAll(Some.Code(9), new JournalKey(1)).Select(person => person.PersonId), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(
                register.FindAll(Some.Code(9), register.LatestKey()).Select(person => person.PersonId),
                Is.EqualTo(new[] { 1, 2, 3 }));
            Assert.That(transaction.HoldersOf(Some.Code(9)).Former, Is.EqualTo(new[] { 1, 2, 3 }));
            Assert.That(transaction.PersonOf(Some.Code(9)), Is.Null);
        });
    }

    [Test]
    public void A_former_code_that_is_lost_may_be_another_persons_code_in_force_and_names_that_one_from_then_on()
    {
        Load(Some.Person(1));
        using var writer = OpenWrite();
        writer.AppendOne(Some.Entry(Some.Person(2) with { PersonId = 1 }));
        writer.AppendOne(Some.Entry(Some.Person(2) with { PersonId = 1, LostCodes = [Some.Code(1)] }));
        var newcomer = writer.AppendOne(Some.Entry(Some.Person(1)));
        using var transaction = writer.Begin();
        using var register = OpenRead();

        Assert.Multiple(() =>
        {
            Assert.That(newcomer, Is.EqualTo(new AppendedEntry(new JournalKey(4), 2)));
            Assert.That(
                new[] { 1, 2, 4 }.Select(key => register.Find(Some.Code(1), new JournalKey(key))!.PersonId),
                Is.EqualTo(new[] { 1, 1, 2 }));
            Assert.That(register.FindAll(Some.Code(1), new JournalKey(3)), Is.Empty);
            Assert.That(register.EverHeldBy(Some.Code(1), register.LatestKey()), Is.EqualTo(new[] { 1, 2 }));
            Assert.That((transaction.HasLost(1, Some.Code(1)), transaction.HasLost(2, Some.Code(1))), Is.EqualTo((true, false)));
        });
    }

    [Test]
    public void An_entry_without_a_person_is_refused()
    {
        Load(Some.Person(1));
        using var writer = OpenWrite();
        using var transaction = writer.Begin();

        var failure = Assert.Throws<MuutostietoException>(() => transaction.Append(Some.Entry(Some.Person(2) with { PersonId = 99 })))!;

        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(transaction.PersonOf(Some.Code(2)), Is.Null);
    }

    [Test]
    public void A_version_that_is_not_well_formed_is_refused_without_showing_it()
    {
        Load();
        using var writer = OpenWrite();
        using var transaction = writer.Begin();

        var failure = Assert.Throws<ArgumentException>(() =>
            transaction.Append(Some.Entry(Some.Person(1) with { IdentityCode = "010190-900" }))
        )!;

        Assert.That(failure.Message, Does.Not.Contain("010190"));
        Assert.Throws<ArgumentException>(() => transaction.Append(Some.Entry(Some.Person(1) with { Municipality = "20" })));
        Assert.Throws<ArgumentException>(() => transaction.Append(Some.Entry(Some.Person(1) with { NonDisclosureEnd = "" })));
        Assert.Throws<ArgumentException>(() => transaction.Append(Some.Entry(Some.Person(1) with { Document = default })));
    }

    [Test]
    public void A_person_keeps_their_id_when_the_code_changes_and_goes_back()
    {
        Load(Some.Person(1));
        using var writer = OpenWrite();
        writer.AppendOne(Some.Entry(Some.Person(2) with { PersonId = 1 }));
        writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = 1 }));
        using var register = OpenRead();

        Assert.Multiple(() =>
        {
            Assert.That(register.Find(Some.Code(1), new JournalKey(2))!.IdentityCode, Is.EqualTo(Some.Code(2)));
            Assert.That(register.Find(Some.Code(2), new JournalKey(3))!.IdentityCode, Is.EqualTo(Some.Code(1)));
            Assert.That(register.Find(Some.Code(2), new JournalKey(1))!.IdentityCode, Is.EqualTo(Some.Code(1)));
            Assert.That(register.Status().Persons, Is.EqualTo(1));
        });
    }

    [Test]
    public void A_transaction_sees_its_own_entries()
    {
        Load();
        using var writer = OpenWrite();
        using var transaction = writer.Begin();
        var person = transaction.Append(Some.Entry(Some.Person(1))).PersonId;
        transaction.Append(Some.Entry(Some.Person(1, "290") with { PersonId = person }));

        Assert.Multiple(() =>
        {
            Assert.That(transaction.PersonOf(Some.Code(1)), Is.EqualTo(person));
            Assert.That(transaction.Current(person)!.Municipality, Is.EqualTo("290"));
            Assert.That(transaction.LatestKey, Is.EqualTo(new JournalKey(2)));
        });
    }
}
