using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Life.Rates;

/// <summary>What happened in a municipality in a year.</summary>
/// <param name="Births">Born alive.</param>
/// <param name="Deaths">Died.</param>
/// <param name="MovesIn">From other municipalities.</param>
/// <param name="MovesOut">To other municipalities.</param>
/// <param name="MovesInside">From one dwelling to another.</param>
/// <param name="Immigration">From abroad.</param>
/// <param name="Emigration">Abroad.</param>
/// <param name="Marriages">Couples.</param>
/// <param name="Divorces">Couples.</param>
internal sealed record MunicipalYear(
    int Births, int Deaths, int MovesIn, int MovesOut, int MovesInside, int Immigration, int Emigration, int Marriages, int Divorces)
{
    public static Dictionary<string, MunicipalYear> Read() => ReferenceTable.Rows("life-by-municipality").ToDictionary(
        row => row[0],
        row => row.Skip(1).Select(ReferenceTable.Number).ToArray() is var n
            ? new MunicipalYear(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8])
            : throw new InvalidOperationException(),
        StringComparer.Ordinal);

    /// <summary>How often the event happened there; null when that is known for the country only.</summary>
    public int? Of(LifeKind kind) => kind switch
    {
        LifeKind.Death => Deaths,
        LifeKind.Birth => Births,
        LifeKind.MoveAway => MovesOut,
        LifeKind.MoveInside => MovesInside,
        LifeKind.Emigration => Emigration,
        LifeKind.Marriage => 2 * Marriages,
        LifeKind.Divorce => 2 * Divorces,
        _ => null,
    };
}
