using Muutostieto.Records;
using Muutostieto.Records.Signing;

namespace Muutostieto.Deliveries.Signing;

/// <summary>Signs manifests with the key of the moment.</summary>
/// <param name="keys">The keys.</param>
/// <param name="makesMissing">Whether a key is made when there is none: in a trial installation.</param>
internal sealed class ManifestSigner(SigningKeys keys, bool makesMissing)
{
    /// <summary>The signature's file.</summary>
    /// <exception cref="MuutostietoException">There is no key, or it cannot be read.</exception>
    internal byte[] Sign(byte[] manifest)
    {
        var key = (makesMissing ? keys.CurrentOrNew() : keys.Current())
            ?? throw new MuutostietoException(
                FailureKind.Usage, $"{SigningKeys.Missing}. Nothing was delivered. {SigningKeys.Advice}")
            { Remedy = new DeliveryRemedy.MakeKey() };
        return SshSignature.Of(keys.Open(key), ManifestSignature.Namespace, manifest).ToFile();
    }
}
