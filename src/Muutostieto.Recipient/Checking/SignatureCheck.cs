using Muutostieto.Recipient.Manifests;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Signing;

namespace Muutostieto.Recipient.Checking;

/// <summary>Checks the signature of a manifest: of one that is checked, and of one whose signature alone is named.</summary>
internal static class SignatureCheck
{
    internal const string Form = "signature";
    private const string Unchecked = "was not checked.";
    private static readonly Remedy NameSigners = new RecordsRemedy.NameSigners();

    /// <summary>Judges the signature beside a manifest.</summary>
    internal static void OfManifest(FileCheck check, ManifestVerifier? verifier)
    {
        if (verifier is null)
        {
            check.Log.Note(
                0,
                Form,
                $"the signature {(File.Exists(ManifestSignature.NameOf(check.Path)) ? "" : "is missing, and ")}{Unchecked}",
                NameSigners);
        }
        else
        {
            Compare(check, check.Path, verifier);
        }
    }

    /// <summary>Judges a signature that was named itself.</summary>
    internal static FileCheck Run(string path, ManifestVerifier? verifier)
    {
        var check = new FileCheck(path, Form) { Bytes = new FileInfo(path).Length };
        var manifest = check.Path[..^ManifestSignature.Ending.Length];
        var file = SignatureFile.Read(check.Path);
        if (file.Damage is not null)
        {
            check.Log.Fault(0, "damaged", $"{file.DamageMessage}.");
        }
        else if (!File.Exists(manifest))
        {
            check.Log.Fault(0, "missing", $"{Path.GetFileName(manifest)}: missing. Fetch it into the same folder.");
        }
        else if (verifier is null)
        {
            check.Log.Note(0, Form, $"the signature {Unchecked}", NameSigners);
        }
        else
        {
            Compare(check, manifest, verifier);
        }

        return check;
    }

    private static void Compare(FileCheck check, string manifest, ManifestVerifier verifier)
    {
        try
        {
            if (verifier.FaultOf(manifest, ForeignFile.Read(manifest, ManifestLook.Largest)) is { } fault)
            {
                check.Log.Fault(0, Form, $"{fault.Message}.");
            }
        }
        catch (InvalidDataException error)
        {
            check.Log.Fault(0, "damaged", $"{new DamagedManifest(manifest, error.Message, null).Message}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            check.Log.Fault(0, "damaged", $"{new DamagedManifest(manifest, "it cannot be read", null).Message}.");
        }
    }
}
