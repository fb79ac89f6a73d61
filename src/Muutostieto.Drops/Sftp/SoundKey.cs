using Renci.SshNet;
using Renci.SshNet.Security;

namespace Muutostieto.Drops.Sftp;

/// <summary>A private key that does not sign with SHA-1.</summary>
internal sealed class SoundKey(PrivateKeyFile key) : IPrivateKeySource, IDisposable
{
    public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms { get; } = [
        .. key.HostKeyAlgorithms.Where(algorithm => SftpAlgorithms.IsSoundKey(algorithm.Name))];

    public void Dispose() => key.Dispose();
}
