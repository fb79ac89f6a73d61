namespace Muutostieto.Synthetic.Places;

/// <summary>
/// A street of a municipality. At least one of the names is there; a municipality of one language has the other one empty.
/// </summary>
internal sealed record Street(string Finnish, string Swedish, string PostalCode);
