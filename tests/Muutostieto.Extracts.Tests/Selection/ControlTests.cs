using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Selection;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Extracts.Tests.Selection;

/// <summary>Matched controls are like their cases, and say nothing of a case that the recipient may not receive.</summary>
public sealed class ControlTests
{
    [SeededProperty(MaxTest = 60)]
    public void Controls_match_a_case_and_are_of_the_frame_and_no_case_and_nobody_twice(int seed)
    {
        var random = new Random(seed);
        Someone[] persons = [.. Enumerable.Range(1, 90).Select(number => Any(number, random))];
        using var scene = new ExtractScene(persons);
        var cases = persons.Where(_ => random.Next(9) == 0).ToList();
        var order = Order(random, random.Next(2) == 0);
        var choice = scene.Choose(order, cases: Ids(scene, cases));

        var drawn = scene.Numbers(choice).Select(number => persons[number - 1]).ToList();
        var allowed = cases.Where(person => !person.IsProtected && person.Municipality != "091" && !person.IsDead).ToList();
        var controls = drawn.Except(cases).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(drawn, Is.Unique);
            Assert.That(drawn.Intersect(cases), Is.EquivalentTo(order.Sample!.Controls!.WithCases ? allowed : []));
            Assert.That(controls.Any(person => person.IsProtected || person.IsDead || person.Municipality == "091"), Is.False);
            Assert.That(choice.Cases, Is.EqualTo(allowed.Count));
            var wanted = allowed.GroupBy(Kind).ToDictionary(kind => kind.Key, kind => kind.Count() * order.Sample.Controls.Each);
            var free = persons.Except(cases).Where(person => !person.IsProtected && !person.IsDead && person.Municipality != "091");
            foreach (var kind in wanted.Keys)
            {
                Assert.That(
                    controls.Count(person => Kind(person) == kind),
                    Is.EqualTo(Math.Min(wanted[kind], free.Count(person => Kind(person) == kind))));
            }

            Assert.That(controls.All(person => wanted.ContainsKey(Kind(person))), Is.True);
            Assert.That(
                drawn.Select(person => person.IdentityCode),
                Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal), "in order of delivery");
        }
    }

    [SeededProperty(MaxTest = 40)]
    public void A_case_who_is_protected_is_as_one_whose_code_names_nobody(int seed)
    {
        var random = new Random(seed);
        Someone[] persons = [.. Enumerable.Range(1, 60).Select(number => Any(number, random))];
        var hidden = persons[random.Next(persons.Length)];
        var order = Order(random, withCases: true);
        var cases = persons.Where(person => person == hidden || random.Next(8) == 0).ToList();
        using var isProtected = new ExtractScene(persons.Select(person => person == hidden ? person with { IsProtected = true } : person));
        using var isElsewhere = new ExtractScene(
            persons.Select(person => person == hidden ? person with { Municipality = "091" } : person));
        using var since = new ExtractScene(persons);
        var key = since.Register.LatestKey();
        since.Enter(hidden with { IsProtected = true });

        var ids = Ids(isProtected, cases);
        var expected = Said(isElsewhere.Choose(order, cases: ids));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Said(isProtected.Choose(order, cases: ids)), Is.EqualTo(expected));
            Assert.That(Said(isProtected.Choose(order, cases: ids.Except([isProtected.IdOf(hidden)]).ToHashSet())), Is.EqualTo(expected));
            Assert.That(Said(since.Choose(order, cases: ids)), Is.EqualTo(expected), "protected since, as of now");
            Assert.That(Said(since.Choose(order, cases: ids, asOf: key)), Is.EqualTo(expected), "protected since, as of before");
        }
    }

    [Test]
    public void The_same_order_draws_the_same_controls_and_another_series_would_not()
    {
        using var scene = new ExtractScene(
            Enumerable.Range(1, 200).Select(number => new Someone(number) { Sex = number % 2 == 0 ? "1" : "2" }));
        var order = Of(3, withCases: false, ControlMatch.Sex);
        var cases = new HashSet<long> { 1, 2, 3, 4, 5, 6 };
        var first = scene.Choose(order, cases: cases);

        Assert.That(first.Units, Has.Count.EqualTo(18));
        Assert.That(Said(scene.Choose(order, cases: cases)), Is.EqualTo(Said(first)));
        Assert.That((first.FrameSize, first.ShortCases, first.NextStart), Is.EqualTo((194L, 0L, (ulong?)null)));
    }

    [Test]
    public void A_case_under_a_ban_on_the_purpose_gives_no_controls()
    {
        using var scene = new ExtractScene(
            Enumerable.Range(1, 20).Select(number => new Someone(number) { Ban = number == 1 ? "SUORAMARKKINOINTI" : null }));
        var order = Of(2, withCases: true, ControlMatch.Sex) with { Purpose = Purpose.DirectMarketing };
        var choice = scene.Choose(order, cases: new HashSet<long> { 1, 2 });
        Assert.That((choice.Cases, choice.Units.Count), Is.EqualTo((1L, 3)));
        Assert.That(scene.Numbers(choice), Does.Not.Contain(1));
    }

    private static string Kind(Someone person) => $"{person.Sex} {person.Born[..4]} {person.Municipality}";

    private static HashSet<long> Ids(ExtractScene scene, IEnumerable<Someone> persons) => [.. persons.Select(scene.IdOf)];

    private static string Said(ExtractChoice choice) =>
        string.Join(' ', choice.Units) + $" | {choice.Eligible} {choice.FrameSize} {choice.FrameHash} {choice.Cases} {choice.ShortCases}";

    private static Someone Any(int number, Random random) => new(number)
    {
        Born = random.Next(2) == 0 ? "19500615" : "19510000",
        Sex = random.Next(2) == 0 ? "1" : "2",
        Municipality = new[] { "205", "290", "290", "091" }[random.Next(4)],
        IsProtected = random.Next(9) == 0,
        IsDead = random.Next(9) == 0,
    };

    private static ExtractOrder Order(Random random, bool withCases) =>
        Of(random.Next(1, 4), withCases, ControlMatch.BirthYear, ControlMatch.Municipality, ControlMatch.Sex);

    private static ExtractOrder Of(int each, bool withCases, params ControlMatch[] match) => ExtractScene.Everyone with
    {
        Sample = new SampleRequest(0, "sarja")
        {
            Controls = new ControlRequest(new OrderList("tapaukset.csv", new string('a', 64)), each, match) { WithCases = withCases },
        },
    };
}
