namespace Muutostieto.Disclosure.Permits;

/// <summary>A wellbeing services county, or what does its tasks: the City of Helsinki (90), Åland (91).</summary>
/// <remarks>The code is two digits.</remarks>
public sealed record County(string Code, string Fi, string Sv);
