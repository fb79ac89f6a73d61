namespace Muutostieto.Extracts.Orders;

/// <summary>How the value of a criterion is written in an order.</summary>
public enum CriterionShape
{
    /// <summary>A list of codes: <c>["205", "290"]</c>.</summary>
    Codes,

    /// <summary>Whole years, one end at least: <c>{ "from": 75, "to": 84 }</c>.</summary>
    Ages,

    /// <summary>Days, one end at least: <c>{ "from": "2026-01-01", "to": "2026-12-31" }</c>.</summary>
    Days,
}
