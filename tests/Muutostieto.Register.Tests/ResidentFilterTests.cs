using System.Text;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

/// <summary>What a filter's columns say in a file is the same as in a file from before them.</summary>
public sealed class ResidentFilterTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void A_scan_shows_the_same_residents_however_old_the_file(int seed)
    {
        var random = new Random(seed);
        using var file = new RegisterFile();
        using (var loader = file.Create())
        {
            for (var number = 1; number <= 300; number++)
            {
                loader.Add(RandomResidents.Person(random, number));
            }

            loader.Complete();
        }

        using (var writer = SqliteRegister.OpenWrite(file.Path))
        {
            for (var number = 1; number <= 60; number++)
            {
                writer.AppendOne(Some.Entry(RandomResidents.Person(random, number) with { PersonId = number }));
            }
        }

        ResidentFilter[] filters = [.. Enumerable.Range(0, 60).Select(_ => RandomResidents.Filter(random)), new()];
        var shown = Shown(file, filters);
        Assert.That(shown[^1], Has.Length.EqualTo(300));

        file.Sql(NoNames.Sql + NoFacts.Sql + "PRAGMA user_version = 5;");
        Assert.That(Shown(file, filters), Is.EqualTo(shown), "read as it is");
        SqliteRegister.OpenWrite(file.Path).Dispose();
        Assert.That(file.Sql("PRAGMA user_version"), Is.EqualTo((long)SqliteSchema.Version));
        Assert.That(Shown(file, filters), Is.EqualTo(shown), "converted");
    }

    [Test]
    public void Both_of_two_filters_let_through_what_each_does()
    {
        var random = new Random(5);
        var facts = Enumerable.Range(1, 200).Select(number => FactsOf(RandomResidents.Person(random, number))).ToList();
        for (var turn = 0; turn < 200; turn++)
        {
            var (left, right) = (RandomResidents.Filter(random), RandomResidents.Filter(random));
            Assert.That(
                facts.Where(left.And(right).Passes), Is.EqualTo(facts.Where(left.Passes).Where(right.Passes)), $"turn {turn}");
        }
    }

    private static string[][] Shown(RegisterFile file, ResidentFilter[] filters)
    {
        using var register = SqliteRegister.OpenRead(file.Path);
        return RandomResidents.Shown(register, filters);
    }

    private static ResidentFacts FactsOf(NewVersion person) =>
        ResidentFacts.Of(Encoding.ASCII.GetBytes(person.IdentityCode), person.Document.Span);
}
