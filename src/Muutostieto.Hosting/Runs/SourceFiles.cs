using Muutostieto.Hosting.Settings;
using Muutostieto.Interface.Feed;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Runs;

/// <summary>A source with what its settings only name: password, certificate, authorities.</summary>
public sealed class SourceFiles : IDisposable
{
    private const string What = "the feed's password";
    private readonly ServerCertificate? certificate;

    private SourceFiles(FeedSource source, ServerCertificate? certificate) => (Source, this.certificate) = (source, certificate);

    public FeedSource Source { get; }

    /// <summary>Reads them.</summary>
    /// <exception cref="MuutostietoException">Usage: one is missing, unreadable or open to others. No secret is in the message.</exception>
    public static SourceFiles Open(FeedSettings settings)
    {
        var certificate = settings.ClientCertificate is { } files ? ServerCertificate.Load(files) : null;
        return new SourceFiles(
            new FeedSource
            {
                Url = settings.Url,
                User = settings.User,
                Password = SecretReader.Secret(What, settings.PasswordFile, settings.PasswordVariable),
                XRoadClient = settings.XRoadClient,
                Scope = settings.Scope,
                ClientCertificate = certificate?.Own,
                TrustedAuthorities = settings.CaFile is { } file ? SecretReader.Authorities(file) : [],
            },
            certificate);
    }

    /// <summary>What keeps the source from being called, all of it at once, with place and remedy. Nothing is called.</summary>
    public static IEnumerable<(string Place, string Found, string Remedy)> FaultsOf(FeedSettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        Action[] readings =
        [
            () => SecretReader.Secret(What, settings.PasswordFile, settings.PasswordVariable),
            () => RequireCertificate(settings.ClientCertificate, clock),
            () => RequireAuthorities(settings.CaFile),
        ];
        return readings.Select(SecretReader.FaultOf).OfType<(string, string, string)>();
    }

    public void Dispose()
    {
        certificate?.Dispose();
        foreach (var authority in Source.TrustedAuthorities)
        {
            authority.Dispose();
        }
    }

    private static void RequireCertificate(CertificateFiles? files, TimeProvider clock)
    {
        if (files is null)
        {
            return;
        }

        using var loaded = ServerCertificate.Load(files);
        if (loaded.Own.NotAfter.ToUniversalTime() <= clock.GetUtcNow().UtcDateTime)
        {
            throw SecretReader.Fault(files.File, "the certificate that is shown to the source has expired", "Put a new one there.");
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
