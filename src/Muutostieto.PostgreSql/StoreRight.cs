namespace Muutostieto.PostgreSql;

/// <summary>What a role may do in a store. Every role that has one there may read all of it.</summary>
/// <param name="Role">Whose.</param>
/// <param name="Privileges">As in GRANT: <c>INSERT, UPDATE</c>; null: reading alone.</param>
/// <param name="Objects">Tables and sequences of the store that they are on.</param>
public sealed record StoreRight(StoreRole Role, string? Privileges = null, params IReadOnlyList<string> Objects);
