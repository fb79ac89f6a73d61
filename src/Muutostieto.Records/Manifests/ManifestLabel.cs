namespace Muutostieto.Records.Manifests;

/// <summary>What must be printed of where a delivered address comes from.</summary>
/// <param name="Fi">In Finnish.</param>
/// <param name="Sv">In Swedish.</param>
public sealed record ManifestLabel(string Fi, string Sv);
