using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

public abstract partial class RegisterConformanceTests
{
    [Test]
    public void Orders_that_have_ended_are_those_of_the_living_whose_last_day_is_past()
    {
        Load(
            Some.Person(1) with { NonDisclosureEnd = "20260110" },
            Some.Person(2) with { NonDisclosureEnd = "20260111" },
            Some.Person(3) with { NonDisclosureEnd = "99990000" },
            Some.Person(4),
            Some.Person(5) with { NonDisclosureEnd = "20260110", Alive = false },
            Some.Person(6) with { NonDisclosureEnd = "20260110" },
            Some.Person(7) with { NonDisclosureEnd = "20260110" });
        using var writer = OpenWrite();
        using var register = OpenRead();
        long IdOf(int number) => register.Find(Some.Code(number), register.LatestKey())!.PersonId;
        var (lifted, merged) = (IdOf(6), IdOf(7));
        writer.AppendOne(Some.Entry(Some.Person(6) with { PersonId = lifted }));
        writer.AppendOne(Some.Entry(Some.Person(4) with { PersonId = IdOf(4), FormerCodes = [Some.Code(7)], MergedPersons = [merged] }));

        Assert.Multiple(() =>
        {
            Assert.That(register.EndedOrders("20260110"), Is.Empty);
            Assert.That(register.EndedOrders("20260111"), Is.EqualTo(new[] { IdOf(1) }));
            Assert.That(register.EndedOrders("20260112"), Is.EqualTo(new[] { IdOf(1), IdOf(2) }.Order()));
        });
    }

    [Test]
    public void Who_is_protected_from_a_key_on_is_said_apart_for_the_key_and_for_later()
    {
        Load(
            Some.Person(1) with { NonDisclosureEnd = "99990000" },
            Some.Person(2) with { NonDisclosureEnd = "99990000" },
            Some.Person(3),
            Some.Person(4),
            Some.Person(5));
        using var writer = OpenWrite();
        using var register = OpenRead();
        var ids = Enumerable
            .Range(0, 6)
            .Select(number => number == 0 ? 0 : register.Find(Some.Code(number), register.LatestKey())!.PersonId)
            .ToArray();
        Enter(2, null); // key 2: lifted
        Enter(3, "99990000"); // 3: set
        Enter(4, "20260110"); // 4: set …
        Enter(4, null); // 5: … and lifted
        Enter(1, "20300101"); // 6: extended

        Assert.Multiple(() =>
        {
            Assert.That(Since(1), Is.EqualTo(("1,2", "3,4")));
            Assert.That(Since(2), Is.EqualTo(("1", "3,4")));
            Assert.That(Since(3), Is.EqualTo(("1,3", "4")));
            Assert.That(Since(4), Is.EqualTo(("1,3,4", "")));
            Assert.That(Since(6), Is.EqualTo(("1,3", "")));
            Assert.That(Since(0), Is.EqualTo(("", "1,2,3,4")));
        });

        void Enter(int number, string? end) =>
            writer.AppendOne(Some.Entry(Some.Person(number) with { PersonId = ids[number], NonDisclosureEnd = end }));

        (string AtKey, string Later) Since(long key)
        {
            var found = register.ProtectedSince(new JournalKey(key));
            return (Numbers(found.AtKey), Numbers(found.Later));
        }

        string Numbers(IEnumerable<long> persons) => string.Join(',', persons.Select(person => Array.IndexOf(ids, person)).Order());
    }

    [TestCase(
        true,
        true,
        ExpectedResult = "at: later:1,2,3",
        TestName = "An order entered after the mergers protects all that they merged"
    )]
    [TestCase(
        false,
        true,
        ExpectedResult = "at:1 later:2,3",
        TestName = "An order that the survivor had protects those who become the same later"
    )]
    [TestCase(false, false, ExpectedResult = "at: later:", TestName = "Mergers without an order protect no one")]
    public string A_merger_makes_one_of_the_protected(bool later, bool hasOrder)
    {
        var end = hasOrder ? "99990000" : null;
        Load(Some.Person(1) with { NonDisclosureEnd = later ? null : end }, Some.Person(2), Some.Person(3), Some.Person(4));
        using var writer = OpenWrite();
        using var register = OpenRead();
        long IdOf(int number) => register.Find(Some.Code(number), new JournalKey(1))!.PersonId;
        writer.AppendOne(Some.Entry(Some.Person(2) with { PersonId = IdOf(2), MergedPersons = [IdOf(3)], FormerCodes = [Some.Code(3)] }));
        writer.AppendOne(
            Some.Entry(
                Some.Person(1) with
                {
                    PersonId = IdOf(1),
                    MergedPersons = [IdOf(2)],
                    FormerCodes = [Some.Code(2)],
                    NonDisclosureEnd = later ? null : end,
                }));
        writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = IdOf(1), NonDisclosureEnd = end }));

        Assert.That(register.CodesOf(IdOf(1)), Is.EquivalentTo(new[] { Some.Code(1), Some.Code(2), Some.Code(3) }));
        var found = register.ProtectedSince(new JournalKey(1));
        return $"at:{Numbers(found.AtKey)} later:{Numbers(found.Later)}";

        string Numbers(IReadOnlySet<long> persons) =>
            string.Join(',', new[] { 1, 2, 3, 4 }.Where(number => persons.Contains(IdOf(number))));
    }

    [Test]
    public void An_order_of_a_merged_registration_does_not_outlive_the_survivors_own()
    {
        Load(Some.Person(1), Some.Person(2) with { NonDisclosureEnd = "99990000" });
        using var writer = OpenWrite();
        using var register = OpenRead();
        long IdOf(int number) => register.Find(Some.Code(number), new JournalKey(1))!.PersonId;
        writer.AppendOne(
            Some.Entry(
                Some.Person(1) with
                {
                    PersonId = IdOf(1),
                    MergedPersons = [IdOf(2)],
                    FormerCodes = [Some.Code(2)],
                    NonDisclosureEnd = "99990000",
                }));
        writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = IdOf(1) }));

        Assert.That(register.ProtectedSince(new JournalKey(1)).Later, Is.EqualTo(new[] { IdOf(1) }), "until it was lifted");
        Assert.That(register.ProtectedSince(register.LatestKey()), Has.Property("AtKey").Empty.And.Property("Later").Empty);
    }
}
