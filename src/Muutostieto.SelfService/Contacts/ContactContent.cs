namespace Muutostieto.SelfService.Contacts;

/// <summary>What is kept of a contact person.</summary>
public sealed record ContactContent
{
    public ContactKind Kind { get; init; }

    /// <summary>1 to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>At most 254 characters.</summary>
    public string? Email { get; init; }

    /// <summary>At most 40 characters; null: none.</summary>
    public string? Phone { get; init; }
}
