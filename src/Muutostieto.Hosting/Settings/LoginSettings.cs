namespace Muutostieto.Hosting.Settings;

/// <summary>The OpenID Connect provider of the self-service, and what its claims mean here; paths are absolute.</summary>
/// <param name="Authority">The issuer's address; https, or http on a loopback address.</param>
/// <param name="ClientId">By which the provider knows this service.</param>
public sealed record LoginSettings(Uri Authority, string ClientId)
{
    /// <summary>A file whose first line is the client's secret; null: <see cref="ClientSecretVariable"/>.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>The environment variable that is the client's secret; null: <see cref="ClientSecretFile"/>.</summary>
    public string? ClientSecretVariable { get; init; }

    /// <summary>PEM with the authorities that alone are trusted for the provider; null: those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>Has <c>openid</c>. Default openid and profile.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile"];

    /// <summary>The ways of login (<c>acr</c>) of which one is asked for and required; none: any.</summary>
    public IReadOnlyList<string> Acr { get; init; } = [];

    /// <summary>The claim that is the user's lasting name. Default sub.</summary>
    public string UserClaim { get; init; } = "sub";

    /// <summary>The claim that pages show as the user's name. Default name.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>The claim whose values are looked up in <see cref="Roles"/>. Default roles.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>The claim that says for which recipient of permits the user acts. Default organization.</summary>
    public string RecipientClaim { get; init; } = "organization";

    /// <summary>The claim with the codes of the user's municipalities. Default municipality.</summary>
    public string MunicipalityClaim { get; init; } = "municipality";

    /// <summary>The values of <see cref="RoleClaim"/> that give a role, by the role's name: municipality, customer, operator,
    /// auditor.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Roles { get; init; }

    /// <summary>Recipients of permits by values of <see cref="RecipientClaim"/>; null: a value is the recipient itself.</summary>
    public IReadOnlyDictionary<string, string>? Recipients { get; init; }
}
