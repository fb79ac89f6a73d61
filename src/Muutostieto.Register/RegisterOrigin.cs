namespace Muutostieto.Register;

/// <summary>What is said of a register when it is created, and stands in it unchanged ever after.</summary>
/// <param name="Kind">Production or synthetic.</param>
/// <param name="Note">Where its persons come from, for whoever reads <c>register status</c>; empty when there is nothing to say. Never about a person.</param>
/// <param name="Seed">The seed of a synthetic population; null when it did not come from one.</param>
public sealed record RegisterOrigin(RegisterKind Kind, string Note = "", long? Seed = null);
