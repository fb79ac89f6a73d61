namespace Muutostieto.Register;

/// <summary>Set when a register is created, and never changed.</summary>
/// <param name="Kind">Production or synthetic.</param>
/// <param name="Note">Where its persons come from, shown by <c>register status</c>; empty when there is nothing to say. Never about a
/// person.</param>
/// <param name="Seed">The seed of a synthetic population; null when it did not come from one.</param>
public sealed record RegisterOrigin(RegisterKind Kind, string Note = "", long? Seed = null);
