using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

public abstract partial class RegisterConformanceTests
{
    [Test]
    public void The_dead_of_the_municipalities_are_shown_as_of_a_key_and_no_living()
    {
        Load(
            Some.Person(1), Some.Person(2) with { Alive = false, NonDisclosureEnd = "99990000" },
            Some.Person(3) with { Alive = false, Municipality = "290" }, Some.Person(4) with { Alive = false, Municipality = "091" });
        using var writer = OpenWrite();
        var died = writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = 1, Alive = false }));
        using var register = OpenRead();

        Assert.Multiple(() =>
        {
            Assert.That(Dead(register, register.LatestKey()), Is.EquivalentTo(new[] { 1L, 2, 3 }));
            Assert.That(Dead(register, new JournalKey(died.Key.Value - 1)), Is.EquivalentTo(new[] { 2L, 3 }));
            Assert.That(register.Residents(register.LatestKey(), "205", "290"), Is.Empty);
        });
        register.ScanDead(register.LatestKey(), ["205"], (in ResidentRow row) =>
        {
            if (row.PersonId == 2)
            {
                Assert.That(Seen.Of(in row).NonDisclosureEnd, Is.EqualTo("99990000"));
            }
        });
    }

    [Test]
    public void Of_the_dead_one_who_has_merged_into_another_is_not_shown()
    {
        Load(Some.Person(1) with { Alive = false }, Some.Person(2) with { Alive = false });
        using var writer = OpenWrite();
        writer.AppendOne(Some.Entry(Some.Person(1) with { PersonId = 1, Alive = false, MergedPersons = [2] }));
        using var register = OpenRead();
        Assert.That(Dead(register, register.LatestKey()), Is.EqualTo(new[] { 1L }));
    }

    private static List<long> Dead(IRegister register, JournalKey asOf)
    {
        var seen = new List<long>();
        register.ScanDead(asOf, ["290", "205"], (in ResidentRow row) => seen.Add(row.PersonId));
        return seen;
    }
}
