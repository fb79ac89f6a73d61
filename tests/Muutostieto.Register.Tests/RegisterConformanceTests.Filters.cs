using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests;

/// <summary>A scan with a filter shows those that the filter, asked of each document, lets through.</summary>
public abstract partial class RegisterConformanceTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void A_scan_shows_those_that_the_filter_lets_through(int seed)
    {
        var random = new Random(seed);
        Load([.. Enumerable.Range(1, 300).Select(number => RandomResidents.Person(random, number))]);
        using (var writer = OpenWrite())
        {
            for (var number = 1; number <= 60; number++)
            {
                writer.AppendOne(Some.Entry(RandomResidents.Person(random, number) with { PersonId = number }));
            }
        }

        ResidentFilter[] filters = [.. Enumerable.Range(0, 60).Select(_ => RandomResidents.Filter(random)), new()];
        using var register = OpenRead();
        var shown = RandomResidents.Shown(register, filters);
        Assert.That(shown[..^2].Count(each => each.Length is > 0 and < 300), Is.GreaterThan(20), "filters that do something");
        Assert.That(shown[^1], Has.Length.EqualTo(300));
    }
}
