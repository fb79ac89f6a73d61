using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Places;

/// <summary>Street names in Finnish and Swedish.</summary>
internal sealed class StreetNames
{
    private readonly List<(string Finnish, string Swedish)> pairs = [.. ReferenceTable.Rows("streets").Select(row => (row[0], row[1]))];

    /// <summary>
    /// All street names that a municipality can have, shuffled: in a bilingual one those with both names and a few with a Swedish one only,
    /// in the others those of its language.
    /// </summary>
    public List<(string Finnish, string Swedish)> Of(LanguageRelation languages, Dice dice)
    {
        var names = languages switch
        {
            LanguageRelation.Finnish => pairs.Where(pair => pair.Finnish.Length > 0).Select(pair => (pair.Finnish, "")).ToList(),
            LanguageRelation.Swedish => pairs
                .Where(pair => pair.Swedish.Length > 0)
                .Select(pair => ("", pair.Swedish))
                .DistinctBy(pair => pair.Swedish)
                .ToList(),
            _ => pairs.Where(pair => pair.Swedish.Length > 0).ToList(),
        };
        for (var i = names.Count - 1; i > 0; i--)
        {
            var other = dice.Below(i + 1);
            (names[i], names[other]) = (names[other], names[i]);
        }

        return names;
    }
}
