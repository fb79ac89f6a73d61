using Muutostieto.Records;
using Muutostieto.Records.Signing;

namespace Muutostieto.Recipient.Manifests;

/// <summary>Says whether manifests are the sender's, as <c>ssh-keygen -Y verify</c> does.</summary>
/// <param name="signers">The sender's keys.</param>
/// <param name="principal">The sender's name among them.</param>
/// <param name="clock">Says which keys are valid now.</param>
/// <param name="words">The words of remedies.</param>
public sealed class ManifestVerifier(AllowedSigners signers, string principal, TimeProvider clock, IRemedyWords words)
{
    private const string Advice = "Do not use the delivery; report it to the sender, by another way than its server";

    private readonly Remedy unsigned = new RecipientRemedy.UnsignedDelivery();

    /// <summary>Compares a manifest with the signature beside it.</summary>
    /// <param name="path">The manifest.</param>
    /// <param name="content">Its bytes.</param>
    /// <returns>Null when it is signed by a key of the sender.</returns>
    internal SignatureFault? FaultOf(string path, ReadOnlySpan<byte> content)
    {
        var file = SignatureFile.Read(ManifestSignature.NameOf(path));
        if (!file.IsThere)
        {
            return new SignatureFault(
                $"{words.Of($"{file.Name} is missing, so the manifest is not proved to be the sender's", unsigned)} Fetch it",
                true);
        }

        if (file.Signature is not { } signature)
        {
            return new SignatureFault(file.DamageMessage, true);
        }

        if (signature.Namespace != ManifestSignature.Namespace)
        {
            return new SignatureFault(
                $"{file.Name}: a signature of another namespace, expected {ManifestSignature.Namespace}. {Advice}",
                false);
        }

        if (signers.Objection(signature, principal, clock.GetUtcNow()) is { } objection)
        {
            return new SignatureFault(
                $"{file.Name}: {objection}. If the sender has changed its key, ask for its new allowed_signers. {Advice}",
                false);
        }

        return signature.IsOf(content)
            ? null
            : new SignatureFault(
                $"{Path.GetFileName(path)} is not what {file.Name} was made for: one of the two was altered. {Advice}",
                false);
    }
}
