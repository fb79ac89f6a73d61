namespace Muutostieto.PostgreSql.Copy;

/// <summary>A store that can be copied between a SQLite file and a database: its tables have the same columns and values in both.</summary>
/// <param name="Database">Its tables in a database.</param>
/// <param name="File">Its file.</param>
/// <param name="Tables">All that is copied; those that others refer to come first.</param>
public sealed record StorePart(StoreScripts Database, StoreFileForm File, IReadOnlyList<CopiedTable> Tables)
{
    /// <summary>
    /// A query of the file whose one value is the key that <see cref="StoreScripts.Ahead"/> takes; null where there is no such function.
    /// </summary>
    public string? HighestKey { get; init; }
}
