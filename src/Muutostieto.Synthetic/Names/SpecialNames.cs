using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Names;

/// <summary>
/// Names that try the character set and the widths of the layout: letters outside ISO-8859-1, one letter, a hundred letters, hyphens,
/// particles.
/// </summary>
internal sealed class SpecialNames
{
    public IReadOnlyList<string> Surnames { get; } = Of("suku");

    public IReadOnlyList<string> Men { get; } = Of("mies");

    public IReadOnlyList<string> Women { get; } = Of("nainen");

    private static string[] Of(string kind) => [.. ReferenceTable.Rows("special-names").Where(row => row[0] == kind).Select(row => row[1])];
}
