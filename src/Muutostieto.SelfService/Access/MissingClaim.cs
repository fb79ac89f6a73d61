namespace Muutostieto.SelfService.Access;

/// <summary>What a role of a user needs, and the provider's claims do not say in a way that can be used.</summary>
public enum MissingClaim
{
    /// <summary>For which recipient of permits the user acts: roles <see cref="Role.Municipality"/> and
    /// <see cref="Role.Customer"/>.</summary>
    Recipient,

    /// <summary>Whose residents the user may pick: role <see cref="Role.Municipality"/>.</summary>
    Municipalities,
}
