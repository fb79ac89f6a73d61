namespace Muutostieto.Records.Manifests;

/// <summary>The end customer for whose use a partner has ordered.</summary>
/// <param name="BusinessId">Its business id (Y-tunnus).</param>
/// <param name="Name">Its name.</param>
public sealed record ManifestCustomer(string BusinessId, string Name);
