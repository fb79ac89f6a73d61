namespace Muutostieto.Hosting.Status;

/// <summary>What is known of a connection's calls after the process that answered them has ended.</summary>
/// <param name="Since">When the service first served it.</param>
/// <param name="LastFetch">When it was last answered with persons or their changes; null: never.</param>
/// <param name="LastKey">The key of its last page of changes; null: it has had none.</param>
public sealed record ConnectionMemory(DateTimeOffset Since, DateTimeOffset? LastFetch, long? LastKey);
