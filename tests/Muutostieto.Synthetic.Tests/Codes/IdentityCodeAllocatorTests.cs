using Muutostieto.Records.Identity;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Codes;

namespace Muutostieto.Synthetic.Tests.Codes;

public sealed class IdentityCodeAllocatorTests
{
    private static readonly DateOnly Day = new(1985, 3, 1);

    [Test]
    public void A_day_that_runs_out_takes_the_next_signs_and_then_the_day_before()
    {
        var codes = Give(new IdentityCodeAllocator(), 301);

        Assert.Multiple(() =>
        {
            Assert.That(codes, Is.Unique);
            Assert.That(codes.Select(code => code.IndividualNumber), Is.All.InRange(900, 999));
            Assert.That(codes.Select(code => code.IndividualNumber % 2), Is.All.EqualTo(1));
            Assert.That(codes.Take(300).Select(code => code.BirthDate), Is.All.EqualTo(Day));
            Assert.That(
                codes
                    .Take(300)
                    .CountBy(code => code.CenturySign)
                    .OrderBy(pair => CenturySigns.Of1900.IndexOf(pair.Key, StringComparison.Ordinal))
                    .Select(pair => pair.Value),
                Is.EqualTo(new[] { 50, 50, 50, 50, 50, 50 }));
            Assert.That(codes[300].BirthDate, Is.EqualTo(Day.AddDays(-1)));
        });
    }

    [Test]
    public void The_first_sign_goes_first()
    {
        // A rare twin with the second sign may come before the first sign has run out; hardly more than that.
        var signs = Give(new IdentityCodeAllocator(), 45).CountBy(code => code.CenturySign).ToDictionary();

        Assert.That(signs['-'], Is.GreaterThanOrEqualTo(43));
    }

    [Test]
    public void A_code_that_a_person_has_is_not_given()
    {
        var allocator = new IdentityCodeAllocator();
        var had = Give(new IdentityCodeAllocator(), 50);
        had.ForEach(allocator.Take);

        Assert.That(Give(allocator, 250).Intersect(had), Is.Empty);
    }

    [Test]
    public void Two_people_whose_codes_differ_in_the_sign_alone_occur()
    {
        var allocator = new IdentityCodeAllocator();
        var dice = new Dice(1);
        var codes = Enumerable.Range(0, 20_000).Select(i => allocator.Give(Day.AddDays(i % 2000), i % 2 == 0, dice).ToString()).ToList();

        Assert.That(codes.GroupBy(code => code.Remove(6, 1)).Count(twins => twins.Count() > 1), Is.Positive);
    }

    private static List<PersonalIdentityCode> Give(IdentityCodeAllocator allocator, int count)
    {
        var dice = new Dice(1);
        return [.. Enumerable.Range(0, count).Select(_ => allocator.Give(Day, isMale: true, dice))];
    }
}
