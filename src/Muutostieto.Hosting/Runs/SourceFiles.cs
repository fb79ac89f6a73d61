using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Muutostieto.Hosting.Settings;
using Muutostieto.Interface.Feed;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Hosting.Runs;

/// <summary>A source with what its settings only name: password, certificate, authorities.</summary>
public sealed class SourceFiles : IDisposable
{
    private const int LargestFile = 1 << 20;
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
                Password = PasswordOf(settings),
                XRoadClient = settings.XRoadClient,
                Scope = settings.Scope,
                ClientCertificate = certificate?.Own,
                TrustedAuthorities = settings.CaFile is { } file ? Authorities(file) : [],
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
            () => PasswordOf(settings),
            () => RequireCertificate(settings.ClientCertificate, clock),
            () => RequireAuthorities(settings.CaFile),
        ];
        return readings.Select(FaultOf).OfType<(string, string, string)>();
    }

    public void Dispose()
    {
        certificate?.Dispose();
        foreach (var authority in Source.TrustedAuthorities)
        {
            authority.Dispose();
        }
    }

    private static (string Place, string Found, string Remedy)? FaultOf(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (MuutostietoException failure)
        {
            // Place, what was found and what to do, as Fault has put them together.
            var (place, rest) = Split(failure.Message, ": ");
            var (found, remedy) = Split(rest, ". ");
            return (place, found, remedy);
        }
    }

    private static (string Before, string After) Split(string text, string separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at
            ? (text[..at], text[(at + separator.Length)..])
            : (text, "");

    private static void RequireCertificate(CertificateFiles? files, TimeProvider clock)
    {
        if (files is null)
        {
            return;
        }

        using var loaded = ServerCertificate.Load(files);
        if (loaded.Own.NotAfter.ToUniversalTime() <= clock.GetUtcNow().UtcDateTime)
        {
            throw Fault(files.File, "the certificate that is shown to the source has expired", "Put a new one there.");
        }
    }

    private static void RequireAuthorities(string? path)
    {
        foreach (var authority in path is null ? [] : Authorities(path))
        {
            authority.Dispose();
        }
    }

    private static string PasswordOf(FeedSettings settings)
    {
        if (settings.PasswordVariable is { } variable)
        {
            return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
                ? value
                : throw Fault(variable, "the environment variable of the feed's password is not set", "Set it for the service.");
        }

        var path = settings.PasswordFile!;
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & PrivateFile.OfOthers) != 0)
        {
            throw Fault(
                path,
                "the file of the feed's password is open to other users",
                "Run chmod 600 on it; if others may have read it, change it.");
        }

        using var reader = new StreamReader(new MemoryStream(Read(path)));
        return reader.ReadLine() is { Length: > 0 } password
            ? password
            : throw Fault(path, "the file of the feed's password is empty", "Write the password on its first line.");
    }

    private static X509Certificate2Collection Authorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(System.Text.Encoding.UTF8.GetString(Read(path)));
        }
        catch (CryptographicException failure)
        {
            throw Fault(path, "its certificates cannot be read", "Write them in PEM.", failure);
        }

        return authorities.Count > 0 ? authorities : throw Fault(path, "there is no certificate in it", "Write them in PEM.");
    }

    private static byte[] Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return BoundedRead.All(file, LargestFile);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Fault(
                path,
                $"it cannot be read ({failure.GetType().Name})",
                "Put the file there, or correct its owner and rights.",
                failure);
        }
    }

    private static MuutostietoException Fault(string place, string found, string remedy, Exception? cause = null) =>
        new(FailureKind.Usage, $"{place}: {found}. {remedy}", cause);
}
