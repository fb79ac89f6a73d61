using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Hosting.Settings;

/// <summary>A server's certificate with its private key, and the certificates of its issuers.</summary>
/// <param name="Own">Has the private key.</param>
/// <param name="Issuers">Sent with it.</param>
public sealed record ServerCertificate(X509Certificate2 Own, X509Certificate2Collection Issuers) : IDisposable
{
    private const int LargestFile = 1 << 20;

    /// <summary>Reads it.</summary>
    /// <exception cref="MuutostietoException">Usage: a file is missing, unreadable or open to others, or the password is not its own. No
    /// password is in the message.</exception>
    public static ServerCertificate Load(CertificateFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        RequirePrivate(files.KeyFile ?? files.File);
        var password = Password(files);
        try
        {
            return files.IsPkcs12 ? FromPkcs12(files.File, password) : FromPem(files, password);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or InvalidDataException)
        {
            throw Fault(
                files.File, "no certificate with its private key can be read from it", "Correct the files, or the password.", failure);
        }
    }

    /// <summary>What keeps it from being used, with place and remedy; null when nothing does.</summary>
    /// <param name="files">Where it is.</param>
    /// <param name="clock">Says whether it has expired.</param>
    /// <param name="section">The section of the settings that names it: <c>Interface</c>, <c>SelfService</c>.</param>
    public static (string Place, string Found, string Remedy)? FaultOf(CertificateFiles files, TimeProvider clock, string section)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(clock);
        try
        {
            using var loaded = Load(files);
            return loaded.Own.NotAfter.ToUniversalTime() <= clock.GetUtcNow().UtcDateTime
                ? (files.File, $"the certificate of {section} has expired", "Put a new one there, and restart the service.")
                : null;
        }
        catch (MuutostietoException failure)
        {
            return (files.File, failure.Message.Replace(files.File + ": ", "", StringComparison.Ordinal), $"See {section}.certificate.");
        }
    }

    public void Dispose()
    {
        Own.Dispose();
        foreach (var issuer in Issuers)
        {
            issuer.Dispose();
        }
    }

    private static ServerCertificate FromPkcs12(string file, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(Read(file), password);
        var own = all.FirstOrDefault(each => each.HasPrivateKey) ?? throw new CryptographicException("There is no private key.");
        all.Remove(own);
        return new ServerCertificate(own, all);
    }

    private static ServerCertificate FromPem(CertificateFiles files, string? password)
    {
        var text = System.Text.Encoding.UTF8.GetString(Read(files.File));
        var key = files.KeyFile is { } file ? System.Text.Encoding.UTF8.GetString(Read(file)) : text;
        using var read = password is null
            ? X509Certificate2.CreateFromPem(text, key)
            : X509Certificate2.CreateFromEncryptedPem(text, key, password);

        // Windows takes no key that was never in a store of its own.
        var own = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        var issuers = new X509Certificate2Collection();
        issuers.ImportFromPem(text);
        var first = issuers[0];
        issuers.RemoveAt(0);
        first.Dispose();
        return new ServerCertificate(own, issuers);
    }

    private static byte[] Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return BoundedRead.All(file, LargestFile);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Fault(
                path, $"it cannot be read ({failure.GetType().Name})", "Put the file there, or correct its owner and rights.", failure);
        }
    }

    private static string? Password(CertificateFiles files)
    {
        if (files.PasswordVariable is { } variable)
        {
            return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
                ? value
                : throw Fault(variable, "the environment variable of the certificate's password is not set", "Set it for the service.");
        }

        if (files.PasswordFile is not { } path)
        {
            return null;
        }

        RequirePrivate(path);
        using var reader = new StreamReader(new MemoryStream(Read(path)));
        return reader.ReadLine();
    }

    private static void RequirePrivate(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & PrivateFile.OfOthers) != 0)
        {
            throw Fault(
                path, "it holds a secret and is open to other users", "Run chmod 600 on it; if others may have read it, replace it.");
        }
    }

    private static MuutostietoException Fault(string place, string found, string remedy, Exception? cause = null) =>
        new(FailureKind.Usage, $"{place}: {found}. {remedy}", cause!);
}
