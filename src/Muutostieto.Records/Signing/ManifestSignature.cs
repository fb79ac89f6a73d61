namespace Muutostieto.Records.Signing;

/// <summary>What sender and recipients agree on about the signature of a manifest.</summary>
public static class ManifestSignature
{
    /// <summary>The namespace (<c>ssh-keygen -n</c>): what has been signed for anything else is no signature of a manifest.</summary>
    public const string Namespace = "muutostieto-manifest";

    /// <summary>The sender's principal in the allowed signers file (<c>ssh-keygen -I</c>).</summary>
    public const string Principal = "muutostieto";

    /// <summary>What follows the manifest's name in the name of its signature.</summary>
    public const string Ending = ".sig";

    /// <summary>The name of the signature of a manifest.</summary>
    public static string NameOf(string manifest) => manifest + Ending;

    /// <summary>Whether a file has the name of a manifest's signature.</summary>
    public static bool IsNamedAsOne(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".json" + Ending, StringComparison.OrdinalIgnoreCase);
    }
}
