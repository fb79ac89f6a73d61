namespace Muutostieto.Register.Nightly;

/// <summary>A municipality that becomes part of another.</summary>
/// <param name="Code">Three digits of the one that ends.</param>
/// <param name="Successor">Three digits of the one that it joins.</param>
/// <param name="Date">The first day on which it is no more.</param>
public sealed record MunicipalMerger(string Code, string Successor, DateOnly Date);
