namespace Muutostieto.Records.Reconciliation;

/// <summary>What there is of one municipality's living residents.</summary>
/// <param name="Municipality">Three digits; empty for residents whose municipality is not known.</param>
/// <param name="Persons">How many they are.</param>
/// <param name="Digest">The hashes of their canonical texts added up modulo 2^256, 64 small hexadecimal digits.</param>
public sealed record MunicipalityDigest(string Municipality, long Persons, string Digest);
