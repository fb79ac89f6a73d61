using System.Collections.Immutable;

namespace Muutostieto.SelfService.Access;

/// <summary>Who is logged in, as the provider's claims say. Its rights are asked of it in every service, never in a page.</summary>
public sealed record SelfServiceUser
{
    /// <summary>The provider's name for the user, which stays: it is in the audit. At most 200 characters.</summary>
    public required string Id { get; init; }

    /// <summary>As pages show it.</summary>
    public required string Name { get; init; }

    /// <summary>None: the user may log in, and do nothing.</summary>
    public required ImmutableSortedSet<Role> Roles { get; init; }

    /// <summary>The recipient of permits that a municipality's or customer's user acts for; null: none, and then there is nothing to
    /// do.</summary>
    public string? Recipient { get; init; }

    /// <summary>The codes of the municipalities whose residents a municipality's user may pick.</summary>
    public ImmutableSortedSet<string> Municipalities { get; init; } = [];

    /// <summary>What the claims lack for the user's roles; empty: nothing.</summary>
    public IReadOnlyList<MissingClaim> Missing =>
    [
        .. Recipient is null && (Has(Role.Municipality) || Has(Role.Customer)) ? [MissingClaim.Recipient] : Array.Empty<MissingClaim>(),
        .. Municipalities.IsEmpty && Has(Role.Municipality) ? [MissingClaim.Municipalities] : Array.Empty<MissingClaim>(),
    ];

    public bool Has(Role role) => Roles.Contains(role);

    /// <summary>Whether one of the user's roles has a right.</summary>
    public bool May(UserAction action) => Rights.RolesOf(action).Any(Roles.Contains);

    /// <summary>Whether the user may do an action and, where it is done for a recipient, acts for one.</summary>
    public bool CanDo(UserAction action) => May(action) && (Recipient is not null || !Rights.IsForRecipient(action));

    /// <summary>Refuses an action that no role of the user has.</summary>
    /// <exception cref="AccessRefusedException">With nothing in it but the action.</exception>
    public void Require(UserAction action)
    {
        if (!May(action))
        {
            throw new AccessRefusedException(action);
        }
    }

    /// <summary>The recipient that the user acts for, for an action that is done for one.</summary>
    /// <exception cref="AccessRefusedException">The user may not, or acts for none.</exception>
    public string RequireRecipient(UserAction action)
    {
        Require(action);
        return Recipient ?? throw new AccessRefusedException(action);
    }
}
