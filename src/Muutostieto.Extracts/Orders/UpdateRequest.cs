using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Extracts.Orders;

/// <summary>How an order brings a customer's register up to date.</summary>
public sealed record UpdateRequest
{
    /// <summary>At least one, in the order of <see cref="MatchMethod"/>.</summary>
    public required IReadOnlyList<MatchMethod> Methods { get; init; }

    /// <summary>Rows that the customer's file must have, from 1: not fewer than the permit says.</summary>
    public required int MinimumRows { get; init; }

    /// <summary>
    /// Whether the file is kept and later results of it have only the rows whose answer has changed since the result before.
    /// </summary>
    public bool OnlyChanges { get; init; }
}
