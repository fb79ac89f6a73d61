namespace Muutostieto.Disclosure.Permits;

/// <summary>A municipality that became part of another on a day.</summary>
public sealed record Merger(string Code, string Successor, DateOnly Date);
