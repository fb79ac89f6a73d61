namespace Muutostieto.Deliveries.Evidence;

/// <summary>The highest number of a kind that was published for a permit.</summary>
/// <param name="Kind">As in file names and the ledger: <c>base</c>, <c>changes</c>, <c>extract</c>.</param>
/// <param name="Number">From 1.</param>
/// <param name="WindowTo">The register's key at the window's end.</param>
/// <param name="RegisterMark">The register's mark there; null when not known.</param>
/// <param name="ManifestSha256">64 lowercase hex digits.</param>
/// <param name="At">When its publication began.</param>
public sealed record PublishedNumber(
    string Kind, int Number, long WindowTo, string? RegisterMark, string ManifestSha256, DateTimeOffset At);
