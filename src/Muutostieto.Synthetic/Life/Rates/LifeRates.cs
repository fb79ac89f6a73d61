using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Life.Index;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Life.Rates;

/// <summary>
/// How many events of a kind a day has, and for which persons. A resident is drawn at random and accepted with a probability by age, sex
/// and municipality; so no search is needed, and the number of events follows the population.
/// </summary>
internal sealed class LifeRates
{
    private const int HighestFactor = 4000;
    private const int LowestFactor = 100;
    private const int Neutral = 1000;
    private const int Million = 1_000_000;

    private readonly PersonIndex index;
    private readonly Dictionary<string, MunicipalYear> years = MunicipalYear.Read();
    private readonly Dictionary<string, int> others = ReferenceTable
        .Rows("life-events")
        .ToDictionary(row => row[0], row => ReferenceTable.Number(row[1]), StringComparer.Ordinal);
    private readonly Dictionary<ushort, int[]> factors = [];
    private readonly int[] highestFactor = new int[Enum.GetValues<LifeKind>().Length];

    public LifeRates(PersonIndex index, ReferenceData data, DateOnly day)
    {
        this.index = index;
        Fit(data, day);
        Destinations = new WeightedChoice<string>(years.Select(pair => (pair.Key, (long)pair.Value.MovesIn)));
    }

    public AgeRates Ages { get; } = new();

    /// <summary>Municipalities as often as people move to them.</summary>
    public WeightedChoice<string> Destinations { get; }

    /// <summary>Moves from outside of the register's area, and from abroad, in a year; in millionths, by municipality.</summary>
    public IReadOnlyList<(string Municipality, long MovesIn, long Immigration)> Incoming { get; private set; } = [];

    /// <summary>Residents drawn for an event of the kind today, one by one, each among the residents at that moment.</summary>
    public IEnumerable<int> Chosen(LifeKind kind, LifeDay day)
    {
        var share = kind is LifeKind.MoveAway or LifeKind.MoveInside ? day.ShareOfMoves : day.Share;
        var highest = Ages.Highest(kind) * (long)highestFactor[(int)kind];
        var throws = Count((Int128)this.index.Residents.Count * highest / Neutral, share, day.Dice);
        for (var i = 0; i < throws && this.index.Residents.Count > 0; i++)
        {
            var person = day.Dice.Pick(this.index.Residents);
            var slot = this.index[person];
            var rate = Ages.Of(kind, slot.IsMale, slot.AgeOn(day.Date)) * (long)Factor(slot.Municipality, kind);
            if (day.Dice.Below(highest) < rate)
            {
                yield return person;
            }
        }
    }

    /// <summary>How many events of a kind without rates by age there are today.</summary>
    public int Count(string eventCode, LifeDay day) =>
        Count((Int128)this.index.Residents.Count * others[eventCode] * 10, day.Share, day.Dice);

    /// <summary>How many events there are today of so many millionths a year.</summary>
    public static int Count(Int128 millionths, long share, Dice dice)
    {
        var today = (long)(millionths * share / 1_000_000_000);
        return (int)(today / Million) + (dice.Below(Million) < today % Million ? 1 : 0);
    }

    private int Factor(ushort municipality, LifeKind kind) =>
        this.factors.TryGetValue(municipality, out var factors) ? factors[(int)kind] : Neutral;

    /// <summary>
    /// Fits the country's rates to each municipality's own figures, in proportion to how many of its residents the register has.
    /// </summary>
    private void Fit(ReferenceData data, DateOnly day)
    {
        var kinds = Enum.GetValues<LifeKind>();
        var expected = new SortedDictionary<ushort, (int Persons, Int128[] Rates)>();
        foreach (var person in this.index.Residents)
        {
            var slot = this.index[person];
            if (!expected.TryGetValue(slot.Municipality, out var sums))
            {
                sums = (0, new Int128[kinds.Length]);
            }

            foreach (var kind in kinds)
            {
                sums.Rates[(int)kind] += Ages.Of(kind, slot.IsMale, slot.AgeOn(day));
            }

            expected[slot.Municipality] = (sums.Persons + 1, sums.Rates);
        }

        Array.Fill(highestFactor, Neutral);
        foreach (var (number, (persons, rates)) in expected)
        {
            var code = PersonIndex.Code(number);
            if (!years.TryGetValue(code, out var year))
            {
                continue;
            }

            var population = data.Municipality(code).Population;
            var factors = new int[kinds.Length];
            foreach (var kind in kinds)
            {
                factors[(int)kind] =
                    year.Of(kind) is { } real && rates[(int)kind] > 0
                        ? (int)
                            Int128.Clamp(
                                (Int128)real * persons * Million * Neutral / (population * rates[(int)kind]),
                                LowestFactor,
                                HighestFactor)
                        : Neutral;
                highestFactor[(int)kind] = Math.Max(highestFactor[(int)kind], factors[(int)kind]);
            }

            this.factors.Add(number, factors);
        }

        Incoming =
        [
            .. expected
                .Where(pair => years.ContainsKey(PersonIndex.Code(pair.Key)))
                .Select(pair => IncomingOf(PersonIndex.Code(pair.Key), pair.Value.Persons, data)),
        ];
    }

    /// <summary>
    /// Those who move inside the register's area come by moving away; the rest of a municipality's moves in come from outside.
    /// </summary>
    private (string Municipality, long MovesIn, long Immigration) IncomingOf(string code, int persons, ReferenceData data)
    {
        var population = data.Municipality(code).Population;
        var all = years.Values.Sum(year => (long)year.MovesIn);
        var home = this.index.Home.Where(years.ContainsKey).ToList();
        var homeAll = home.Sum(one => (long)years[one].MovesIn);
        var county = data.Municipality(code).County;
        var neighbours = home.Where(one => data.Municipality(one).County == county).ToList();
        var neighboursIn = Math.Max(1, neighbours.Sum(one => (long)years[one].MovesIn));
        var neighboursOut = neighbours.Sum(one => (long)years[one].MovesOut);
        var homeOut = home.Sum(one => (long)years[one].MovesOut);

        // In thousandths of the municipality's moves in: what comes from the county, and what comes from elsewhere in the area.
        var near = neighbours.Count > 1 ? neighboursOut * Migration.NearInThousand / neighboursIn : 0;
        var far = homeOut * (neighbours.Count > 1 ? 1000 - Migration.NearInThousand : 1000) / all;
        var outside = Math.Max(0, 1000 - near - far);
        if (homeAll == all)
        {
            outside = 0;
        }

        return (code,
            (long)years[code].MovesIn * persons * Million / population * outside / 1000,
            (long)years[code].Immigration * persons * Million / population);
    }
}
