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

    /// <summary>Whole numbers, one end at least: <c>{ "from": 100, "to": 250 }</c>.</summary>
    Numbers,

    /// <summary>Metres of ETRS-TM35FIN, all four ends:
    /// <c>{ "north": { "from": 6900000, "to": 6950000 }, "east": { "from": 500000, "to": 550000 } }</c>.</summary>
    Rectangle,
}
