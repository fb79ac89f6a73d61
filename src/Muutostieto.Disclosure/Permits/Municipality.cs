namespace Muutostieto.Disclosure.Permits;

/// <remarks>The code is three digits, as Statistics Finland numbers municipalities; the county is the two digits of the wellbeing services
/// county.</remarks>
public sealed record Municipality(string Code, string Fi, string Sv, string County);
