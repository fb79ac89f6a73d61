using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Selection;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Extracts.Tests.Selection;

/// <summary>An order with <c>died</c> is of the dead.</summary>
public sealed class DeadTests
{
    private static readonly Criterion In2026 = Died(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));

    [Test]
    public void The_dead_of_the_area_are_chosen_by_their_day_of_death_and_no_living()
    {
        using var scene = new ExtractScene(
            new Someone(1), new Someone(2) { IsDead = true }, new Someone(3) { IsDead = true, Died = "20251231" },
            new Someone(4) { IsDead = true, Died = "20260600", Municipality = "290" },
            new Someone(5) { IsDead = true, Died = "20260000" }, new Someone(6) { IsDead = true, Municipality = "091" },
            new Someone(7) { IsDead = true, Died = "00000000" });

        Assert.That(Numbers(scene, In2026), Is.EqualTo(new[] { 2, 4, 5 }));
        Assert.That(
            Numbers(scene, Died(new DateOnly(2026, 1, 1), new DateOnly(2026, 6, 30))), Is.EqualTo(new[] { 2, 4 }), "a year is not within");
        Assert.That(Numbers(scene, Criterion.Not(In2026)), Is.EqualTo(new[] { 3, 7 }), "the dead all the same");
    }

    [Test]
    public void It_is_combined_with_others_and_an_age_is_that_at_death()
    {
        using var scene = new ExtractScene(
            new Someone(1) { IsDead = true, Born = "19500101" }, new Someone(2) { IsDead = true, Born = "19500102" },
            new Someone(3) { IsDead = true, Born = "19500101", Sex = "1" }, new Someone(4) { Born = "19500101" });
        var age = CriterionKinds.Find("age")!.OfAges(76, 76);

        Assert.That(Numbers(scene, Criterion.AllOf([In2026, age])), Is.EqualTo(new[] { 1, 3 }));
        Assert.That(Numbers(scene, Criterion.AllOf([age, CriterionKinds.Find("sex")!.OfCodes(["2"]), In2026])), Is.EqualTo(new[] { 1 }));
        Assert.That(Numbers(scene, age), Is.EqualTo(new[] { 4 }), "without it no dead");
    }

    [Test]
    public void A_ban_keeps_the_dead_out_as_it_does_the_living()
    {
        using var scene = new ExtractScene(
            new Someone(1) { IsDead = true, Ban = "SUKUTUTKIMUS" }, new Someone(2) { IsDead = true, Ban = "HENKILOMATRIKKELI" });
        var choice = scene.Choose(ExtractScene.Everyone with { Purpose = Purpose.Genealogy, Where = In2026 });
        Assert.That(scene.Numbers(choice), Is.EqualTo(new[] { 2 }));
        Assert.That(choice.LeftOut, Is.EqualTo(new LeftOutCounts(0, 1, 0)));
    }

    [SeededProperty(MaxTest = 40)]
    public void A_dead_person_under_a_non_disclosure_order_leaves_no_trace(int seed)
    {
        var random = new Random(seed);
        Someone[] persons =
        [
            .. Enumerable.Range(1, 40).Select(number => new Someone(number)
            {
                IsDead = random.Next(3) != 0,
                Died = FormattableString.Invariant($"2026{random.Next(0, 13):D2}00"),
                Municipality = random.Next(2) == 0 ? "205" : "290",
                Dwelling = random.Next(3) == 0 ? null : $"90000000{random.Next(9)}A",
            }),
        ];
        var hidden = random.Next(persons.Length);
        var order = ExtractScene.Everyone with
        {
            Where = Died(null, new DateOnly(2026, 8, 31)),
            Sample = random.Next(3) == 0 ? null : new SampleRequest(random.Next(1, 20), "sarja") { PerHousehold = random.Next(2) == 0 },
        };
        using var isProtected = new ExtractScene(With(persons, hidden, persons[hidden] with { IsProtected = true }));
        using var isElsewhere = new ExtractScene(With(persons, hidden, persons[hidden] with { Municipality = "091" }));
        using var since = new ExtractScene(persons);
        var key = since.Register.LatestKey();
        since.Enter(persons[hidden] with { IsProtected = true });

        var expected = Said(isElsewhere.Choose(order));
        Assert.That(Said(isProtected.Choose(order)), Is.EqualTo(expected));
        Assert.That(Said(since.Choose(order)), Is.EqualTo(expected));
        Assert.That(Said(since.Choose(order, asOf: key)), Is.EqualTo(expected));
    }

    private static Criterion Died(DateOnly? from, DateOnly? to) => CriterionKinds.Find("died")!.OfDays(from, to);

    private static IEnumerable<int> Numbers(ExtractScene scene, Criterion where) =>
        scene.Numbers(scene.Choose(ExtractScene.Everyone with { Where = where })).Order();

    private static string Said(ExtractChoice choice) =>
        string.Join(' ', choice.Units) + $" | {choice.Eligible} {choice.FrameSize} {choice.FrameHash} {choice.LeftOut.Criteria}";

    private static Someone[] With(Someone[] persons, int index, Someone other) =>
        [.. persons.Select((person, at) => at == index ? other : person)];
}
