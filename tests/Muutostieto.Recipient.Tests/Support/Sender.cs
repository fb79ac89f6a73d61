using Muutostieto.Recipient.Manifests;
using Muutostieto.Records.Signing;

namespace Muutostieto.Recipient.Tests.Support;

/// <summary>A sender with a key, and the file of its public keys that its recipients have.</summary>
internal sealed class Sender : IDisposable
{
    private readonly TemporaryFolder folder = new();

    internal SigningPrivateKey Key { get; } = SigningPrivateKey.New();

    /// <summary>The verifier of a recipient that has only this sender's key.</summary>
    internal ManifestVerifier Verifier => VerifierOf($"muutostieto {Key.PublicKey.Line}\n");

    internal ManifestVerifier VerifierOf(string signers, TimeProvider? clock = null) =>
        new(
            AllowedSigners.Read(folder.Write("allowed_signers", signers), TimeZoneInfo.Utc),
            ManifestSignature.Principal,
            clock ?? TimeProvider.System,
            new RemedyNames());

    /// <summary>Signs a manifest as the sender does.</summary>
    /// <returns>The signature's path.</returns>
    internal string Sign(string manifest, SigningPrivateKey? key = null, string scope = ManifestSignature.Namespace)
    {
        var path = ManifestSignature.NameOf(manifest);
        File.WriteAllBytes(path, SshSignature.Of(key ?? Key, scope, File.ReadAllBytes(manifest)).ToFile());
        return path;
    }

    public void Dispose() => folder.Dispose();
}
