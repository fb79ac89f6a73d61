using Muutostieto.SelfService.Residents.Searches;

namespace Muutostieto.SelfService.Residents.Store;

/// <summary>A search that a user has saved under a name, for a task.</summary>
public sealed record SavedSelection
{
    public required string Id { get; init; }

    /// <summary>As the user calls it; several may have one name.</summary>
    public required string Name { get; init; }

    /// <summary>The permit's id.</summary>
    public required string Permit { get; init; }

    /// <summary>The id of the permit's task.</summary>
    public required string Task { get; init; }

    public required ResidentSearch Search { get; init; }

    public required DateTimeOffset Saved { get; init; }
}
