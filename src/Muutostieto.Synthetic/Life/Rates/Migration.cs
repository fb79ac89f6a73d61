namespace Muutostieto.Synthetic.Life.Rates;

/// <summary>Shares of moves that no statistics here give: estimates.</summary>
internal static class Migration
{
    /// <summary>Moves between municipalities that stay inside the county.</summary>
    public const int NearInThousand = 400;
}
