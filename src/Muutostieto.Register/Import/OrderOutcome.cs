using Muutostieto.Records.State;

namespace Muutostieto.Register.Import;

/// <summary>Which non-disclosure order a person must have after a record, whatever the record itself leaves.</summary>
/// <param name="End">The order's end; null for none.</param>
/// <param name="IsExact">Whether it is that order; otherwise that one or a longer one.</param>
/// <param name="Held">Held statements that are in it, and have been applied with the record.</param>
internal sealed record OrderOutcome(string? End, bool IsExact, IReadOnlyList<HeldStatement> Held)
{
    /// <summary>Whether an order that a record has left is not the one that must be.</summary>
    public bool Contradicts(string? left) => IsExact ? left != End : OrderEnd.IsLonger(End, left);
}
