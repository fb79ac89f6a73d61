using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Selection;
using Muutostieto.Extracts.Tests.Support;

namespace Muutostieto.Extracts.Tests.Selection;

/// <summary>Who is excluded is out before anything is drawn.</summary>
public sealed class ExclusionTests
{
    private static readonly Someone[] Persons =
    [
        .. Enumerable.Range(1, 120).Select(number => new Someone(number)
        {
            Sex = number % 3 == 0 ? "1" : "2",
            Municipality = number % 4 == 0 ? "290" : "205",
            Dwelling = number % 5 == 0 ? null : $"90000{number / 3:D4}A",
            IsProtected = number % 11 == 0,
        }),
    ];

    private ExtractScene scene = null!;

    [OneTimeSetUp]
    public void SetUp() => scene = new ExtractScene(Persons);

    [OneTimeTearDown]
    public void TearDown() => scene.Dispose();

    [SeededProperty(MaxTest = 100)]
    public void A_sample_is_exact_and_disjoint_from_whom_it_excludes(int seed)
    {
        var random = new Random(seed);
        var everyone = scene.Choose(ExtractScene.Everyone);
        var excluded = everyone.Units.Where(_ => random.Next(3) == 0).ToHashSet();
        var sample = new SampleRequest(random.Next(1, 130), "sarja")
        {
            Start = (ulong)random.NextInt64(),
            Strata = (SampleStrata)random.Next(4),
        };
        var drawn = scene.Choose(ExtractScene.Everyone with { Sample = sample }, excluded: excluded);

        Assert.That(drawn.Units, Has.Count.EqualTo(Math.Min(sample.Size, everyone.Units.Count - excluded.Count)));
        Assert.That(drawn.Units.Intersect(excluded), Is.Empty);
        Assert.That(drawn.LeftOut.Excluded, Is.EqualTo(excluded.Count));
    }

    [SeededProperty(MaxTest = 50)]
    public void What_is_drawn_is_what_a_register_without_the_excluded_gives(int seed)
    {
        var random = new Random(seed);
        var excluded = Persons.Where(_ => random.Next(3) == 0).ToHashSet();
        var order = ExtractScene.Everyone with
        {
            Sample = new SampleRequest(random.Next(1, 60), "sarja") { PerHousehold = random.Next(2) == 0 },
        };
        using var without = new ExtractScene(
            Persons.Select(person => excluded.Contains(person) ? person with { Municipality = "091" } : person));

        var drawn = scene.Choose(order, excluded: excluded.Select(scene.IdOf).ToHashSet());
        var expected = without.Choose(order);
        Assert.That(drawn.Units, Is.EqualTo(expected.Units));
        Assert.That((drawn.FrameHash, drawn.FrameSize), Is.EqualTo((expected.FrameHash, expected.FrameSize)));
    }

    [Test]
    public void Two_samples_of_which_the_second_excludes_the_first_share_nobody_although_some_move_or_die_between()
    {
        using var own = new ExtractScene(Persons);
        var order = ExtractScene.Everyone with { Sample = new SampleRequest(20, "sarja") };
        var first = own.Choose(order);
        own.Enter(Persons[1] with { Municipality = "091" }, Persons[2] with { IsDead = true });
        var second = own.Choose(order, excluded: first.Units.ToHashSet());

        Assert.That((first.Units.Count, second.Units.Count), Is.EqualTo((20, 20)));
        Assert.That(second.Units.Intersect(first.Units), Is.Empty);
    }

    [Test]
    public void Who_is_protected_is_counted_as_that_and_not_as_excluded()
    {
        var hidden = Persons.Where(person => person.IsProtected).Select(scene.IdOf).ToHashSet();
        var choice = scene.Choose(ExtractScene.Everyone, excluded: hidden);
        Assert.That(choice.LeftOut, Is.EqualTo(new LeftOutCounts(hidden.Count, 0, 0)));
        Assert.That(choice.Units, Is.EqualTo(scene.Choose(ExtractScene.Everyone).Units));
    }
}
