using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Life.Rates;

/// <summary>Events a year in a million persons of an age and sex.</summary>
internal sealed class AgeRates
{
    private const int OldestAge = 100;

    private readonly int[][] men = new int[Enum.GetValues<LifeKind>().Length][];
    private readonly int[][] women = new int[Enum.GetValues<LifeKind>().Length][];

    public AgeRates()
    {
        var rows = ReferenceTable.Rows("life-by-age");
        int[] Column(int at) => [.. rows.Select(row => ReferenceTable.Number(row[at]))];
        Set(LifeKind.Death, Column(1), Column(2));
        Set(LifeKind.Birth, new int[OldestAge + 1], Column(3));
        Set(LifeKind.MoveAway, Column(4));
        Set(LifeKind.MoveInside, Column(5));
        Set(LifeKind.Emigration, Column(7));
        Set(LifeKind.Marriage, Column(8));
        Set(LifeKind.Divorce, Column(9));
        Set(LifeKind.Naturalisation, Column(10));
        Set(LifeKind.NameChange, Column(11));
        MovesByAge = Column(4);
        ImmigrationByAge = Column(6);
    }

    /// <summary>Moves between municipalities, by age.</summary>
    public int[] MovesByAge { get; }

    /// <summary>Immigrants, by age.</summary>
    public int[] ImmigrationByAge { get; }

    public int Of(LifeKind kind, bool isMale, int age) => (isMale ? this.men : this.women)[(int)kind][Math.Clamp(age, 0, OldestAge)];

    public int Highest(LifeKind kind) => Math.Max(this.men[(int)kind].Max(), this.women[(int)kind].Max());

    private void Set(LifeKind kind, int[] both) => Set(kind, both, both);

    private void Set(LifeKind kind, int[] men, int[] women) => (this.men[(int)kind], this.women[(int)kind]) = (men, women);
}
