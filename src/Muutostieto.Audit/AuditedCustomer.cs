namespace Muutostieto.Audit;

/// <summary>The end customer for whose use a partner has ordered.</summary>
/// <param name="BusinessId">Its business id (Y-tunnus).</param>
/// <param name="Name">Its name.</param>
public sealed record AuditedCustomer(string BusinessId, string Name);
