using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Selection;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Extracts.Tests.Selection;

/// <summary>
/// Without the right of 37 § a protected person leaves no trace: the extract is that of a register in which the person is not. FsCheck
/// prints the seed of what breaks this.
/// </summary>
public sealed class NoTraceTests
{
    [SeededProperty(MaxTest = 40)]
    public void A_protected_person_leaves_no_trace(int seed)
    {
        var random = new Random(seed);
        Someone[] persons = [.. Enumerable.Range(1, 40).Select(number => Any(number, random))];
        var hidden = random.Next(persons.Length);
        var order = AnyOrder(random);
        var excluded = Enumerable.Range(1, persons.Length).Select(id => (long)id).Where(_ => random.Next(4) == 0).ToHashSet();
        using var isProtected = new ExtractScene(With(persons, hidden, persons[hidden] with { IsProtected = true }));
        using var isElsewhere = new ExtractScene(With(persons, hidden, persons[hidden] with { Municipality = "091" }));
        using var isDead = new ExtractScene(With(persons, hidden, persons[hidden] with { IsDead = true }));
        using var since = new ExtractScene(persons);
        var key = since.Register.LatestKey();
        since.Enter(persons[hidden] with { IsProtected = true });

        var expected = Said(isElsewhere.Choose(order, excluded: excluded));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Said(isProtected.Choose(order, excluded: excluded)), Is.EqualTo(expected));
            Assert.That(Said(isDead.Choose(order, excluded: excluded)), Is.EqualTo(expected));
            Assert.That(Said(since.Choose(order, excluded: excluded)), Is.EqualTo(expected), "protected since, as of now");
            Assert.That(Said(since.Choose(order, asOf: key, excluded: excluded)), Is.EqualTo(expected), "protected since, as of before");
        }
    }

    [SeededProperty(MaxTest = 20)]
    public void A_protected_person_is_as_one_that_the_register_does_not_have(int seed)
    {
        var random = new Random(seed);
        Someone[] persons = [.. Enumerable.Range(1, 30).Select(number => Any(number, random))];
        var order = AnyOrder(random);
        using var absent = new ExtractScene(persons);
        using var isProtected = new ExtractScene(persons.Append(Any(31, random) with { IsProtected = true }));

        Assert.That(Said(isProtected.Choose(order)), Is.EqualTo(Said(absent.Choose(order))));
    }

    /// <summary>Everything that may reach the recipient, and the counts that do not concern protection.</summary>
    private static string Said(ExtractChoice choice) =>
        string.Join(' ', choice.Units)
            + $" | {choice.Eligible} {choice.FrameSize} {choice.FrameHash} {choice.SeriesHash} {choice.NextStart:x16}"
            + $" | {choice.LeftOut.Banned} {choice.LeftOut.Criteria} {choice.LeftOut.Excluded}";

    private static Someone[] With(Someone[] persons, int index, Someone other) =>
        [.. persons.Select((person, at) => at == index ? other : person)];

    private static Someone Any(int number, Random random) => new(number)
    {
        Born = FormattableString.Invariant($"{random.Next(1930, 2020)}{random.Next(0, 13):D2}00"),
        Sex = random.Next(2) == 0 ? "1" : "2",
        Language = random.Next(3) == 0 ? "sv" : "fi",
        Municipality = random.Next(2) == 0 ? "205" : "290",
        PostalCode = random.Next(2) == 0 ? "87100" : "88900",
        Dwelling = random.Next(3) == 0 ? null : $"90000000{random.Next(9)}A",
        Ban = random.Next(4) == 0 ? BanFilter.CodeOf((DisclosureBan)random.Next(5)) : null,
    };

    private static ExtractOrder AnyOrder(Random random) => ExtractScene.Everyone with
    {
        Purpose = (Purpose)random.Next(9),
        Where = random.Next(3) == 0 ? null : AnyCriterion(random, 3),
        Sample = random.Next(4) == 0
            ? null
            : new SampleRequest(random.Next(1, 30), "sarja")
            {
                Start = (ulong)random.NextInt64(),
                Strata = (SampleStrata)random.Next(4),
                PerHousehold = random.Next(2) == 0,
            },
    };

    private static Criterion AnyCriterion(Random random, int depth) => random.Next(depth == 0 ? 6 : 9) switch
    {
        0 => CriterionKinds.Find("age")!.OfAges(random.Next(40), random.Next(40, 100)),
        1 => CriterionKinds.Find("sex")!.OfCodes([random.Next(2) == 0 ? "1" : "2"]),
        2 => CriterionKinds.Find("motherTongue")!.OfCodes(["sv"]),
        3 => CriterionKinds.Find("municipality")!.OfCodes([random.Next(2) == 0 ? "205" : "290"]),
        4 => CriterionKinds.Find("postalCode")!.OfCodes(["87100"]),
        5 => CriterionKinds.Find("born")!.OfDays(new DateOnly(random.Next(1930, 2020), 1, 1), null),
        6 => Criterion.Not(AnyCriterion(random, depth - 1)),
        7 => Criterion.AllOf([AnyCriterion(random, depth - 1), AnyCriterion(random, depth - 1)]),
        _ => Criterion.AnyOf([AnyCriterion(random, depth - 1), AnyCriterion(random, depth - 1)]),
    };
}
