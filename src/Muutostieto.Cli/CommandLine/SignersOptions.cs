using System.CommandLine;
using Muutostieto.Recipient.Manifests;
using Muutostieto.Records;
using Muutostieto.Records.Signing;

namespace Muutostieto.Cli.CommandLine;

/// <summary>The options with which a recipient has the signatures of manifests checked.</summary>
internal sealed class SignersOptions
{
    private readonly Option<string?> signers = new("--signers")
    {
        Description = "Require that each manifest is signed by a key in this file of the sender's public keys (OpenSSH allowed_signers)",
        HelpName = "FILE",
    };

    private readonly Option<string> signer = new("--signer")
    {
        Description = "The sender's name in that file",
        HelpName = "NAME",
        DefaultValueFactory = _ => ManifestSignature.Principal,
    };

    internal void AddTo(Command command)
    {
        command.Add(signers);
        command.Add(signer);
    }

    /// <summary>Null when signatures are not to be checked.</summary>
    internal ManifestVerifier? Verifier(ParseResult parsed, TimeProvider clock, IRemedyWords words) => parsed.GetValue(signers) is { } file
        ? new ManifestVerifier(AllowedSigners.Read(file, clock.LocalTimeZone), parsed.GetValue(signer)!, clock, words)
        : null;
}
