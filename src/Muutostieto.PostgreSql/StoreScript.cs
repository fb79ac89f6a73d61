namespace Muutostieto.PostgreSql;

/// <summary>One step of a store's tables. What was released is never edited.</summary>
/// <param name="Sql">Statements in the store's schema, which is the search path. They run within one transaction.</param>
/// <param name="WorksWith">
/// The lowest version whose program may go on using the store after this script: one below the script's own version when it only adds what
/// an older program does not see, so that machines can be upgraded one after another. Null: the script's own version.
/// </param>
public sealed record StoreScript(string Sql, int? WorksWith = null);
