namespace Muutostieto.SelfService.Applications;

/// <summary>Who answers questions about the application.</summary>
public sealed record ApplicationContact
{
    /// <summary>At most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>At most 254 characters.</summary>
    public string? Email { get; init; }

    /// <summary>At most 40 characters.</summary>
    public string? Phone { get; init; }
}
