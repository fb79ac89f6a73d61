using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.People;

/// <summary>Gives mother tongues: one a couple mostly, children their mother's.</summary>
internal sealed class Languages(ReferenceData data, Municipality municipality, Dice dice)
{
    private const int OneLanguageInTenThousand = 8500;

    public void Give(Settlement settlement, IReadOnlyDictionary<Person, Person> livesWith)
    {
        foreach (var person in settlement.Adults.Concat(settlement.Dead))
        {
            if (!livesWith.ContainsKey(person))
            {
                person.Language =
                    person.Partner is { Language: { } same } && dice.Hits(OneLanguageInTenThousand) ? same : Throw(person.Age);
            }
        }

        foreach (var person in settlement.Living)
        {
            person.Language ??= livesWith.TryGetValue(person, out var parent) ? Inherited(parent, livesWith) : data.Finnish;
        }

        foreach (var person in settlement.Living.Concat(settlement.Dead))
        {
            person.IsBornAbroad = dice.Hits(person.Language.IsDomestic ? 80 : person.IsAdult ? 8800 : 3500);
        }
    }

    private Language Inherited(Person parent, IReadOnlyDictionary<Person, Person> livesWith) =>
        parent.Language ?? (livesWith.TryGetValue(parent, out var grandparent) ? Inherited(grandparent, livesWith) : data.Finnish);

    private Language Throw(int age)
    {
        // Who speaks another language is younger than the others; the factors keep the municipality's share about right.
        var foreign = municipality.ForeignInTenThousand * (age < 50 ? 140 : age < 65 ? 80 : 25) / 100;
        var thrown = dice.Below(10_000);
        if (thrown < foreign)
        {
            return data.Foreign.Pick(dice);
        }

        thrown -= foreign;
        if (thrown < municipality.SwedishInTenThousand)
        {
            return data.Swedish;
        }

        return thrown - municipality.SwedishInTenThousand < SamiInTenThousand ? data.Sami : data.Finnish;
    }

    /// <summary>The four municipalities of the Sámi homeland, and a few speakers everywhere. Estimates.</summary>
    private int SamiInTenThousand => municipality.Code switch { "890" => 4000, "148" => 650, "047" => 900, "758" => 150, _ => 1 };
}
