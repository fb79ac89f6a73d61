using Muutostieto.Records.Foreign;

namespace Muutostieto.Drops.Sftp;

/// <summary>
/// The host keys of a known_hosts file, as OpenSSH reads it: hashed names, patterns, ports, several keys a host, and <c>@revoked</c>.
/// Certificate authorities are not read: a server is known by its key.
/// </summary>
internal sealed class KnownHosts
{
    private const int StandardPort = 22;
    private const int LongestLine = 32 * 1024;
    private readonly List<KnownHostsLine> lines;

    private KnownHosts(IEnumerable<KnownHostsLine> lines) => this.lines = [.. lines];

    public static KnownHosts Read(TextReader reader) =>
        new(BoundedRead.Lines(reader, LongestLine).Select(KnownHostsLine.Parse).OfType<KnownHostsLine>());

    /// <summary>
    /// The lines about a server. One on another port than 22 is looked for without the port when no line names it with its port.
    /// </summary>
    public IReadOnlyList<KnownHostsLine> Of(string host, int port)
    {
        var withPort = port == StandardPort ? [] : lines.FindAll(line => line.IsFor(FormattableString.Invariant($"[{host}]:{port}")));
        var plain = lines.FindAll(line => line.IsFor(host));

        // A revoked key is revoked on every port.
        return withPort.Exists(line => !line.IsRevoked) ? [.. withPort, .. plain.Where(line => line.IsRevoked)] : [.. withPort, .. plain];
    }
}
