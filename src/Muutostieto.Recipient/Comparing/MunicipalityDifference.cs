namespace Muutostieto.Recipient.Comparing;

/// <summary>A municipality whose residents are not the same here as at the sender.</summary>
/// <param name="Municipality">Three digits; empty for residents whose municipality is not known here.</param>
/// <param name="Here">How many living residents the database has.</param>
/// <param name="There">How many the sender has; the same number when it is the contents that differ.</param>
public sealed record MunicipalityDifference(string Municipality, long Here, long There);
