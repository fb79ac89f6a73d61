using System.Security.Cryptography.X509Certificates;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Settings;

/// <summary>What the settings of a login only name: the client's secret, and the authorities that are trusted for the provider.</summary>
/// <param name="ClientSecret">Never logged.</param>
/// <param name="TrustedAuthorities">None: those of the system.</param>
public sealed record LoginFiles(string ClientSecret, X509Certificate2Collection TrustedAuthorities) : IDisposable
{
    private const string What = "the provider's client secret";

    /// <summary>Reads them.</summary>
    /// <exception cref="MuutostietoException">Usage: one is missing, unreadable or open to others. No secret is in the message.</exception>
    public static LoginFiles Open(LoginSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new LoginFiles(
            SecretReader.Secret(What, settings.ClientSecretFile, settings.ClientSecretVariable),
            settings.CaFile is { } file ? SecretReader.Authorities(file) : []);
    }

    /// <summary>What keeps users from logging in, all of it at once, with place and remedy. The provider is not called.</summary>
    public static IEnumerable<(string Place, string Found, string Remedy)> FaultsOf(LoginSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Action[] readings =
        [
            () => SecretReader.Secret(What, settings.ClientSecretFile, settings.ClientSecretVariable),
            () => RequireAuthorities(settings.CaFile),
        ];
        return readings.Select(SecretReader.FaultOf).OfType<(string, string, string)>();
    }

    public void Dispose()
    {
        foreach (var authority in TrustedAuthorities)
        {
            authority.Dispose();
        }
    }

    private static void RequireAuthorities(string? path)
    {
        foreach (var authority in path is null ? [] : SecretReader.Authorities(path))
        {
            authority.Dispose();
        }
    }
}
