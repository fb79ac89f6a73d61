namespace Muutostieto.Hosting.Status;

/// <summary>One connection of the interface. A written contract of <c>status --json</c>: keys are added, never changed or
/// removed.</summary>
/// <param name="Permit">The permit's id.</param>
/// <param name="User">Its name.</param>
/// <param name="LastFetch">When it was last answered with persons or their changes; null: never, or not known.</param>
/// <param name="LastKey">The key of its last page of changes; null: it has had none.</param>
/// <param name="Lag">Entries of the register after that key; null when either is not known.</param>
public sealed record ConnectionStatus(string Permit, string User, DateTimeOffset? LastFetch, long? LastKey, long? Lag);
