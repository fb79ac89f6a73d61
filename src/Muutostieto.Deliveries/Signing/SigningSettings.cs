namespace Muutostieto.Deliveries.Signing;

/// <summary>The section <c>Signing</c> of <c>appsettings.json</c>.</summary>
/// <param name="Path">The folder of the keys that sign manifests. Default <c>keys</c> below the data directory.</param>
public sealed record SigningSettings(string Path)
{
    /// <summary>
    /// Whether a key is made when there is none to sign with: in a trial installation. Else nothing is delivered without one.
    /// </summary>
    public bool MakesMissing { get; init; }

    /// <summary>The file whose first line is the passphrase of the keys; null when they have none.</summary>
    public string? PassphraseFile { get; init; }

    /// <summary>The environment variable that holds the passphrase; null when there is none, or a file has it.</summary>
    public string? PassphraseVariable { get; init; }
}
