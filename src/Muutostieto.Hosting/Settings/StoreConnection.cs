namespace Muutostieto.Hosting.Settings;

/// <summary>Where a connection string of the database is read from: one of the two.</summary>
/// <param name="File">A file that is its owner's alone, with Npgsql's connection string on its first line.</param>
/// <param name="Variable">An environment variable that holds it.</param>
public sealed record StoreConnection(string? File, string? Variable);
