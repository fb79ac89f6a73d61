using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

public abstract partial class RegisterConformanceTests
{
    [Test]
    public void Questions_in_one_state_see_nothing_that_is_entered_meanwhile()
    {
        Load(Some.Person(1));
        using var writer = OpenWrite();
        using var register = OpenRead();

        var seen = register.InOneState(() =>
        {
            var before = register.LatestKey();
            writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = 1, NonDisclosureEnd = "99990000" }));
            return (before, After: register.LatestKey(), register.ProtectedSince(before).Later.Count);
        });

        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.EqualTo((new JournalKey(1), new JournalKey(1), 0)));
            Assert.That(register.ProtectedSince(new JournalKey(1)).Later, Is.EqualTo(new[] { 1L }));
        });
    }

    [Test]
    public void A_question_that_fails_ends_the_state()
    {
        Load(Some.Person(1));
        using var writer = OpenWrite();
        using var register = OpenRead();

        Assert.Throws<InvalidOperationException>(() => register.InOneState<int>(() =>
        {
            _ = register.LatestKey();
            throw new InvalidOperationException();
        }));
        writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = 1, Municipality = "290" }));

        Assert.That(register.LatestKey(), Is.EqualTo(new JournalKey(2)));
    }

    [Test]
    public void The_id_that_a_code_names_is_that_of_the_person_it_names()
    {
        Load(
            Some.Person(1) with { FormerCodes = [Some.Code(7), Some.Code(8)] },
            Some.Person(2) with { FormerCodes = [Some.Code(7)] },
            Some.Person(3));
        using var writer = OpenWrite();
        writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = 1, MergedPersons = [3], FormerCodes = [Some.Code(3), Some.Code(7)] }));
        using var register = OpenRead();

        Assert.Multiple(() =>
        {
            foreach (var code in Enumerable.Range(1, 9).Select(number => Some.Code(number)))
            {
                for (var key = 0; key <= register.LatestKey().Value; key++)
                {
                    var asOf = new JournalKey(key);
                    Assert.That(register.FindId(code, asOf), Is.EqualTo(register.Find(code, asOf)?.PersonId), $"{code} as of {key}");
                }
            }
        });
    }
}
