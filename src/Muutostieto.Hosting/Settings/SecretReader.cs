using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Hosting.Settings;

/// <summary>
/// Reads what settings only name: secrets in files and variables, certificates of authorities. Messages have place, what was found and what
/// to do, and no secret.
/// </summary>
internal static class SecretReader
{
    private const int LargestFile = 1 << 20;

    /// <summary>The secret in a variable, or on the first line of a file that is its owner's alone.</summary>
    /// <param name="what">Whose secret it is, as messages say it: "the feed's password".</param>
    /// <param name="file">Read when there is no variable.</param>
    /// <param name="variable">Null: the file.</param>
    /// <exception cref="MuutostietoException">Usage: it is missing, empty, unreadable or open to others.</exception>
    internal static string Secret(string what, string? file, string? variable)
    {
        if (variable is not null)
        {
            return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
                ? value
                : throw Fault(variable, $"the environment variable of {what} is not set", "Set it for the service.");
        }

        var path = file!;
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & PrivateFile.OfOthers) != 0)
        {
            throw Fault(
                path, $"the file of {what} is open to other users", "Run chmod 600 on it; if others may have read it, change it.");
        }

        using var reader = new StreamReader(new MemoryStream(Read(path)));
        return reader.ReadLine() is { Length: > 0 } secret
            ? secret
            : throw Fault(path, $"the file of {what} is empty", $"Write the {what[(what.LastIndexOf(' ') + 1)..]} on its first line.");
    }

    /// <summary>The certificates of a PEM file, at least one. The caller disposes of them.</summary>
    /// <exception cref="MuutostietoException">Usage: it is missing, unreadable or has none.</exception>
    internal static X509Certificate2Collection Authorities(string path)
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

    /// <summary>What keeps something from being read, with place and remedy; null when nothing does.</summary>
    internal static (string Place, string Found, string Remedy)? FaultOf(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (MuutostietoException failure)
        {
            // Place, what was found and what to do, as Fault has put them together.
            var fault = ConfigurationFault.OfMessage(failure.Message);
            return (fault.File, fault.Message, fault.Remedy);
        }
    }

    internal static MuutostietoException Fault(string place, string found, string remedy, Exception? cause = null) =>
        new(FailureKind.Usage, $"{place}: {found}. {remedy}", cause);

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
}
