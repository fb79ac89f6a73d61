using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Tests.Support;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// Base and changes, applied in order, equal a fresh base, for any life of the population; and nothing that an order protects is ever in a
/// file. FsCheck prints the seed of what it finds.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ConvergenceTests
{
    /// <summary>As many weeks as the seed says, nine at most.</summary>
    private const int SomeWeeks = 0;

    [SeededProperty(MaxTest = 30, EndSize = 1_000_000)]
    public void Recipients_of_base_and_changes_have_what_a_fresh_base_says(int seed) =>
        Rounds.Run(seed, one => Run(one, SomeWeeks));

    [TestCase(0, 9)]
    [TestCase(76608, 9)]
    [TestCase(1, 60)]
    [TestCase(7, 30)]
    [TestCase(-31895, 9)]
    [TestCase(117891, SomeWeeks)]
    [TestCase(532748, SomeWeeks)]
    [TestCase(-335046, SomeWeeks)]
    [TestCase(896488, SomeWeeks)]
    public void A_long_life_converges(int seed, int weeks) => Run(seed, weeks);

    /// <summary>Two permits side by side, one of each right, weekly and every two weeks or as it comes.</summary>
    private static void Run(int seed, int weeks)
    {
        weeks = weeks == SomeWeeks ? new Random(seed).Next(1, 10) : weeks;
        var random = new Random(seed);
        using var life = new RandomLife(seed, hasNights: true);
        life.Pass(random.Next(6));
        var terms = new[] { RandomTerms(random, hasRight: false), RandomTerms(random, hasRight: true) };
        using var without = new Chain(life.Register, terms[0]);
        using var with = new Chain(life.Register, terms[1]);
        _ = without.Base();
        _ = with.Base();
        for (; weeks > 0; weeks--)
        {
            life.Pass(random.Next(7));
            foreach (var (chain, permit) in new[] { (without, terms[0]), (with, terms[1]) })
            {
                if (random.Next(4) == 0)
                {
                    continue;
                }

                var area = AreaNow(permit, life.IsMerged);

                if (random.Next(6) == 0)
                {
                    chain.Repair(random, area);
                }

                // A merger that moved the border of the area itself: whose area it then is, a new base says.
                _ =
                    random.Next(15) == 0
                    || (chain.IsNewArea(area) && permit.Municipalities.Contains("290") != permit.Municipalities.Contains("205"))
                        ? chain.Base(area)
                        : chain.Changes(area);
            }
        }
    }

    private static IReadOnlyList<string> AreaNow(DeliveryTerms terms, bool isMerged) => !isMerged ? terms.Municipalities
        : [.. terms.Municipalities.Select(code => code == "290" ? "205" : code).Distinct().Order(StringComparer.Ordinal)];

    private static DeliveryTerms RandomTerms(Random random, bool hasRight)
    {
        string[][] areas = [["205", "290"], ["205"], ["290", "765"], ["091", "205", "290", "765"]];
        string[] withheld = random.Next(3) switch { 0 => [], 1 => ["401", "421", "909", "305", "320"], _ => ["401", "005", "909", "002"] };
        var terms = Some.Terms with
        {
            Municipalities = areas[random.Next(areas.Length)],
            NonDisclosureRight = Some.Right(hasRight),
            Groups = [.. Some.Terms.Groups.Where(group => !withheld.Contains(group.Group))],
            Formats = random.Next(3) == 0 ? ["fixed", "csv"] : random.Next(3) == 0 ? ["csv"] : ["fixed"],
        };
        return terms with { FixedOwnGroups = terms.Formats.Contains("fixed") && random.Next(3) > 0 ? false : null, Mask = random.Next(2) };
    }
}
