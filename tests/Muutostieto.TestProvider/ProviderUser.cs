namespace Muutostieto.TestProvider;

/// <summary>A user of the test provider. The second step's code is <see cref="ProviderApplication.Code"/>.</summary>
/// <param name="Name">Typed at the login; also the claim <c>sub</c>, with "user-" before it.</param>
/// <param name="Shown">The claim <c>name</c>.</param>
/// <param name="Roles">The claim <c>roles</c>.</param>
public sealed record ProviderUser(string Name, string Shown, params string[] Roles)
{
    /// <summary>The claim <c>organization</c>.</summary>
    public string? Organization { get; init; }

    /// <summary>The claim <c>municipality</c>.</summary>
    public IReadOnlyList<string> Municipalities { get; init; } = [];

    /// <summary>At least one of each role, one who may only order, and one without a role.</summary>
    public static IReadOnlyList<ProviderUser> Some { get; } =
    [
        new("kunta", "Kaisa Kuntalainen", "municipality") { Organization = "kajaanin-kaupunki", Municipalities = ["205"] },
        new("asiakas", "Aino Asiakas", "customer") { Organization = "kainuun-hyvinvointialue" },
        new("tutkija", "Tuomas Tutkija", "customer") { Organization = "ikaantymisen-tutkimus" },
        new("operaattori", "Otto Operaattori", "operator"),
        new("operaattori2", "Oili Operaattori", "operator"),
        new("tarkastaja", "Taru Tarkastaja", "auditor"),
        new("vieras", "Ville Vieras"),
    ];
}
