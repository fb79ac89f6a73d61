namespace Muutostieto.PostgreSql;

/// <summary>What applying a store's scripts did.</summary>
/// <param name="Store">Its schema: <c>ledger</c>.</param>
/// <param name="From">The version before; 0: there were no tables.</param>
/// <param name="To">The version now; a newer one stays as it is.</param>
public sealed record StoreUpgrade(string Store, int From, int To);
