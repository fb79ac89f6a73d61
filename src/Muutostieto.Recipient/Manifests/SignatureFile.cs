using Muutostieto.Records.Files;
using Muutostieto.Records.Foreign;
using Muutostieto.Records.Signing;

namespace Muutostieto.Recipient.Manifests;

/// <summary>The signature beside a manifest, as far as it can be read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsThere">Whether there is such a file.</param>
/// <param name="Signature">Null when it is missing or damaged.</param>
/// <param name="Damage">What is wrong with it; null when nothing is.</param>
internal sealed record SignatureFile(string Name, bool IsThere, SshSignature? Signature, string? Damage)
{
    internal string DamageMessage => $"{Name}: a signature damaged in transfer ({Damage}). Fetch it again in binary mode";

    internal static SignatureFile Read(string path)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            return new SignatureFile(name, false, null, null);
        }

        try
        {
            var content = ForeignFile.Read(path, SshSignature.LargestBytes);
            return SshSignature.Parse(content) is { } signature
                ? new SignatureFile(name, true, signature, null)
                : new SignatureFile(
                    name,
                    true,
                    null,
                    content.Length == 0 ? "0 bytes" : TransferDamage.Of(content) ?? "cut, altered, or no signature of an ed25519 key");
        }
        catch (InvalidDataException error)
        {
            return new SignatureFile(name, true, null, error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new SignatureFile(name, true, null, "it cannot be read");
        }
    }
}
