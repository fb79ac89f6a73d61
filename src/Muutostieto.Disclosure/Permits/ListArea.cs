namespace Muutostieto.Disclosure.Permits;

/// <summary>The persons on a list of identity codes that the recipient maintains, wherever they live.</summary>
public sealed record ListArea : Area;
