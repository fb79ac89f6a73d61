namespace Muutostieto.Deliveries.Terms;

/// <summary>A group that is delivered.</summary>
/// <param name="Group">Code of three digits; all versions of its layout.</param>
/// <param name="Fields">Names of the fields delivered, or null for all of them.</param>
public sealed record TermsGroup(string Group, IReadOnlyList<string>? Fields);
