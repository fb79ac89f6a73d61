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
}
