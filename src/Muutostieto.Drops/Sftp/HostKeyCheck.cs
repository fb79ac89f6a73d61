using Renci.SshNet.Common;

namespace Muutostieto.Drops.Sftp;

/// <summary>Judges the key that the server shows, before anything is sent: the library trusts every host that no handler refuses.</summary>
internal sealed class HostKeyCheck(HostKeyPin pin)
{
    public IReadOnlySet<string> KnownKeyTypes => pin.KeyTypes;

    public HostKeyVerdict Verdict { get; private set; }

    /// <summary>Of the key that was shown; empty before.</summary>
    public string Fingerprint { get; private set; } = "";

    public void Check(object? sender, HostKeyEventArgs shown)
    {
        // Whatever fails below, the host is not trusted.
        shown.CanTrust = false;
        Fingerprint = HostKeyPin.FingerprintOf(shown.HostKey);
        Verdict = pin.Check(shown.HostKey);
        shown.CanTrust = Verdict == HostKeyVerdict.Trusted;
    }
}
