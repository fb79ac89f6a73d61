namespace Muutostieto.Deliveries.Terms;

/// <summary>A delivery whose persons an extract leaves out.</summary>
/// <param name="Delivery">As <c>tutkimus-2026/extract/1</c>.</param>
/// <param name="PersonsSha256">SHA-256 of what the audit has of its persons, 64 lowercase hex digits: others would be left out with
/// another one.</param>
public sealed record ExcludedMark(string Delivery, string PersonsSha256);
