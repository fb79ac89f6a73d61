namespace Muutostieto.Recipient.Loading;

/// <summary>How a load ended.</summary>
/// <param name="Permit">Whose deliveries; null when there were none at all.</param>
/// <param name="Loaded">What was loaded now, in order.</param>
/// <param name="Refusal">Why it stopped before the end, and what to ask for; null when everything there was is loaded.</param>
/// <param name="Residents">How many residents the database has now.</param>
/// <param name="Head">The delivery loaded last, now or before; null for none.</param>
public sealed record LoadResult(string? Permit, IReadOnlyList<LoadedStep> Loaded, string? Refusal, long Residents, string? Head);
