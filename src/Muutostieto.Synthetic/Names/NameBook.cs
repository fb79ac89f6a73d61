using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Names;

/// <summary>Names as the speakers of a language in Finland bear them.</summary>
internal sealed class NameBook
{
    private readonly FirstNameTable firstNames = new();
    private readonly WeightedChoice<string> surnames;
    private readonly WeightedChoice<string> swedishSurnames;
    private readonly Dictionary<string, ForeignNames> foreign;

    public NameBook()
    {
        var rows = ReferenceTable.Rows("surnames");
        surnames = new WeightedChoice<string>(rows.Select(row => (row[0], (long)ReferenceTable.Number(row[1]))));
        swedishSurnames = new WeightedChoice<string>(
            rows.Where(row => row[2] == "sv").Select(row => (row[0], (long)ReferenceTable.Number(row[1]))));
        this.foreign = ReferenceTable
            .Rows("foreign-names")
            .GroupBy(row => row[0], StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => new ForeignNames(Of(group, "suku"), Of(group, "mies"), Of(group, "nainen")),
                StringComparer.Ordinal);
    }

    public string Surname(Language language, Dice dice)
    {
        if (this.foreign.TryGetValue(language.NameStyle, out var foreign))
        {
            return dice.Pick(foreign.Surnames);
        }

        return language.IsSwedish && dice.Hits(8500) ? swedishSurnames.Pick(dice) : surnames.Pick(dice);
    }

    /// <summary>One to three names, separated by blanks.</summary>
    public string FirstNames(Language language, bool isMale, int birthYear, Dice dice)
    {
        if (this.foreign.TryGetValue(language.NameStyle, out var foreign))
        {
            var names = isMale ? foreign.Men : foreign.Women;
            var (one, other) = (dice.Pick(names), dice.Pick(names));
            return dice.Hits(6000) || one == other ? one : $"{one} {other}";
        }

        var first = FirstName(language, isMale, birthYear, isFirst: true, dice);
        if (dice.Hits(800))
        {
            return first;
        }

        var second = Another(first, "");
        return dice.Hits(8300) ? $"{first} {second}" : $"{first} {second} {Another(first, second)}";

        string Another(string one, string two)
        {
            string name;
            do
            {
                name = FirstName(language, isMale, birthYear, isFirst: false, dice);
            }
            while (name == one || name == two);
            return name;
        }
    }

    private string FirstName(Language language, bool isMale, int birthYear, bool isFirst, Dice dice) =>
        firstNames.Pick(isMale, language.IsSwedish, birthYear, isFirst, dice);

    private static string[] Of(IEnumerable<string[]> rows, string kind) => [.. rows.Where(row => row[1] == kind).Select(row => row[2])];

    private sealed record ForeignNames(string[] Surnames, string[] Men, string[] Women);
}
