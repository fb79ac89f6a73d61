namespace Muutostieto.Register.Nightly;

/// <summary>What a run entered.</summary>
/// <param name="EndedOrders">Persons whose non-disclosure order had run out.</param>
/// <param name="Merged">Persons whose municipality had become part of another.</param>
public sealed record DateDrivenResult(long EndedOrders, long Merged);
