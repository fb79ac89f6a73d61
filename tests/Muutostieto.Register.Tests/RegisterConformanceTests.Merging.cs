using Muutostieto.Records;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

public abstract partial class RegisterConformanceTests
{
    [Test]
    public void A_person_registered_twice_becomes_one_and_the_past_stays_as_it_was()
    {
        Load(Some.Person(1), Some.Person(2) with { FormerCodes = [Some.Code(3)], NonDisclosureEnd = "99990000" });
        using var writer = OpenWrite();

        var appended = writer.AppendOne(
            Some.Entry(Some.Person(1) with { PersonId = 1, MergedPersons = [2], FormerCodes = [Some.Code(2)] }));

        using var register = OpenRead();
        var removed = register.At(2, new JournalKey(2))!;
        Assert.Multiple(() =>
        {
            Assert.That(appended, Is.EqualTo(new AppendedEntry(new JournalKey(3), 1)));
            Assert.That(
                register.ReadJournal(new JournalKey(1), appended.Key).Select(entry => (entry.Key.Value, entry.PersonId)),
                Is.EqualTo(new[] { (2L, (long?)2), (3L, 1L) }));
            Assert.That(
                (removed.MergedInto, removed.Municipality, removed.Alive, removed.NonDisclosureEnd, removed.To),
                Is.EqualTo(((long?)1, "", true, "99990000", (JournalKey?)null)));
            Assert.That(removed.Document.ToArray(), Is.EqualTo(Some.Person(2).Document.ToArray()));
            Assert.That(register.Residents(appended.Key, "205").ConvertAll(seen => seen.PersonId), Is.EqualTo(new[] { 1L }));
            Assert.That(register.Residents(new JournalKey(1), "205"), Has.Count.EqualTo(2));
            foreach (var code in new[] { Some.Code(2), Some.Code(3) })
            {
                Assert.That(register.Find(code, new JournalKey(1))!.PersonId, Is.EqualTo(2));
                Assert.That(register.Find(code, new JournalKey(2))!.PersonId, Is.EqualTo(2));
                Assert.That(register.Find(code, new JournalKey(3))!.PersonId, Is.EqualTo(1));
            }
        });
    }

    [Test]
    public void The_survivor_may_take_the_code_of_the_other()
    {
        Load(Some.Person(1), Some.Person(2));
        using var writer = OpenWrite();
        writer.AppendOne(Some.Entry(Some.Person(2) with { PersonId = 1, MergedPersons = [2] }));
        using var register = OpenRead();

        Assert.Multiple(() =>
        {
            Assert.That(
                register.Find(Some.Code(2), new JournalKey(3)),
                Has.Property("PersonId").EqualTo(1).And.Property("IdentityCode").EqualTo(Some.Code(2)));
            Assert.That(register.Find(Some.Code(1), new JournalKey(3))!.PersonId, Is.EqualTo(1));
        });
    }

    [Test]
    public void Three_registrations_become_one_in_turn()
    {
        Load(Some.Person(1), Some.Person(2), Some.Person(3));
        using var writer = OpenWrite();
        writer.AppendOne(Some.Entry(Some.Person(2) with { PersonId = 2, MergedPersons = [1] }));
        writer.AppendOne(Some.Entry(Some.Person(3) with { PersonId = 3, MergedPersons = [2] }));
        using var register = OpenRead();

        Assert.That(
            new[] { 1, 2, 3, 4, 5 }.Select(key => register.Find(Some.Code(1), new JournalKey(key))!.PersonId),
            Is.EqualTo(new[] { 1, 1, 2, 2, 3 }));
        Assert.That(
            new[] { 1, 2, 3, 4, 5 }.Select(key => string.Join('+', register.MergedInto(key < 5 ? 2 : 3, new JournalKey(key)))),
            Is.EqualTo(new[] { "", "", "1", "1", "1+2" }));
    }

    [Test]
    public void Every_code_of_persons_who_are_one_is_asked_for_with_any_of_them_and_lost_codes_too()
    {
        Load(Some.Person(1) with { NonDisclosureEnd = "99990000" }, Some.Person(2), Some.Person(3));
        using var writer = OpenWrite();
        writer.AppendOne(Some.Entry(Some.Person(4) with { PersonId = 2, LostCodes = [Some.Code(2)] }));
        writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = 1, NonDisclosureEnd = null }));
        writer.AppendOne(Some.Entry(Some.Person(5) with { PersonId = 2, LostCodes = [Some.Code(4)] }));
        writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = 1, MergedPersons = [2] }));
        using var register = OpenRead();

        var codes = new[] { 1, 2, 4, 5 }.Select(Some.Code).ToArray();
        Assert.That(register.CodesOf([1]).Distinct(), Is.EquivalentTo(codes));
        Assert.That(register.CodesOf([2]).Distinct(), Is.EquivalentTo(codes));
        Assert.That(register.CodesEverProtected().Distinct(), Is.EquivalentTo(codes));
    }

    [Test]
    public void Nothing_is_entered_any_more_for_who_has_merged()
    {
        Load(Some.Person(1), Some.Person(2), Some.Person(3));
        using var writer = OpenWrite();
        writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = 1, MergedPersons = [2] }));
        using var transaction = writer.Begin();

        foreach (
            var version in new[]
            {
                Some.Person(4) with
                {
                    PersonId = 2,
                },
                Some.Person(3) with
                {
                    PersonId = 3,
                    MergedPersons = [2],
                },
                Some.Person(3) with
                {
                    PersonId = 3,
                    MergedPersons = [99],
                },
            })
        {
            Assert.That(
                Assert.Throws<MuutostietoException>(() => transaction.Append(Some.Entry(version)))!.Kind,
                Is.EqualTo(FailureKind.Integrity));
        }

        Assert.Throws<ArgumentException>(() => transaction.Append(Some.Entry(Some.Person(1) with { PersonId = 1, MergedPersons = [1] })));
        Assert.That(transaction.LatestKey, Is.EqualTo(new JournalKey(3)));
        Assert.That(transaction.PersonOf(Some.Code(2)), Is.EqualTo(1));
    }

    [Test]
    public void A_shown_version_may_be_compared_with_another()
    {
        Load(Some.Person(1));
        using var writer = OpenWrite();
        writer.AppendOne(Some.Entry(Some.Person(1, "290") with { PersonId = 1 }));
        using var register = OpenRead();
        var seen = "";

        register.Show(1, new JournalKey(1), (in VersionRow before) =>
        {
            register.Show(1, new JournalKey(2), (in VersionRow after) => seen = System.Text.Encoding.UTF8.GetString(after.Municipality));
            seen = System.Text.Encoding.UTF8.GetString(before.Municipality) + seen;
        });

        Assert.That(seen, Is.EqualTo("205290"));
        Assert.That(register.Show(1, JournalKey.BeforeEverything, (in VersionRow _) => Assert.Fail()), Is.False);
    }
}
