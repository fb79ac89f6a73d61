namespace Muutostieto.Extracts.Tables;

/// <summary>Persons of one postal code in one municipality, or of several that were merged, by sex and age group.</summary>
internal sealed class PostalArea
{
    private readonly SortedSet<int> municipalities = [];
    private readonly SortedSet<int> codes = [];
    private readonly long[] cells;

    internal PostalArea(int municipality, int code, int cells)
    {
        municipalities.Add(municipality);
        codes.Add(code);
        this.cells = new long[cells];
    }

    internal IReadOnlyCollection<int> Municipalities => municipalities;

    internal IReadOnlyCollection<int> Codes => codes;

    internal IReadOnlyList<long> Cells => cells;

    internal long Persons { get; private set; }

    internal void Add(int cell)
    {
        cells[cell]++;
        Persons++;
    }

    internal void Take(PostalArea other)
    {
        municipalities.UnionWith(other.municipalities);
        codes.UnionWith(other.codes);
        Persons += other.Persons;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            cells[cell] += other.cells[cell];
        }
    }

    /// <summary>The smallest difference between a code of the one and a code of the other.</summary>
    internal int DistanceTo(PostalArea other) => codes.Min(code => other.codes.Min(theirs => Math.Abs(code - theirs)));
}
