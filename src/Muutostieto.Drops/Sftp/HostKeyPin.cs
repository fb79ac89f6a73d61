using System.Security.Cryptography;

namespace Muutostieto.Drops.Sftp;

/// <summary>The host keys of one server by which it is known: lines of known_hosts, or fingerprints.</summary>
internal sealed class HostKeyPin
{
    private readonly IReadOnlyList<KnownHostsLine> lines;
    private readonly IReadOnlyList<string> fingerprints;

    private HostKeyPin(IReadOnlyList<KnownHostsLine> lines, IReadOnlyList<string> fingerprints) =>
        (this.lines, this.fingerprints) = (lines, fingerprints);

    /// <summary>The types of key that are known, for which the server is asked first; empty where fingerprints do not say.</summary>
    public IReadOnlySet<string> KeyTypes =>
        lines.Where(line => !line.IsRevoked).Select(line => line.KeyType).ToHashSet(StringComparer.Ordinal);

    public static HostKeyPin Of(SftpDropSettings settings)
    {
        if (settings.KnownHostsFile is null)
        {
            return new HostKeyPin([], settings.HostKeyFingerprints);
        }

        using var reader = new StreamReader(settings.KnownHostsFile);
        return new HostKeyPin(KnownHosts.Read(reader).Of(settings.Host, settings.Port), []);
    }

    /// <summary>A fingerprint as ssh-keygen -l prints it.</summary>
    public static string FingerprintOf(byte[] key) => "SHA256:" + Convert.ToBase64String(SHA256.HashData(key)).TrimEnd('=');

    public HostKeyVerdict Check(byte[] key)
    {
        if (lines.Any(line => line.IsRevoked && line.Key.AsSpan().SequenceEqual(key)))
        {
            return HostKeyVerdict.Revoked;
        }

        if (lines.Any(line => line.Key.AsSpan().SequenceEqual(key)) || fingerprints.Any(known => known.TrimEnd('=') == FingerprintOf(key)))
        {
            return HostKeyVerdict.Trusted;
        }

        return fingerprints.Count > 0 || lines.Any(line => !line.IsRevoked) ? HostKeyVerdict.Different : HostKeyVerdict.Unknown;
    }
}
