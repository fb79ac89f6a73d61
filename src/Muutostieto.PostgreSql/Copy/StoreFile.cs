namespace Muutostieto.PostgreSql.Copy;

/// <summary>A store and the path of its SQLite file.</summary>
/// <param name="Part">The store.</param>
/// <param name="Path">Absolute.</param>
public sealed record StoreFile(StorePart Part, string Path);
