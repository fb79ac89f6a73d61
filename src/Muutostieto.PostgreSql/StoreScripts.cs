namespace Muutostieto.PostgreSql;

/// <summary>A store in a database: a schema of its own, made by numbered scripts that only ever go forward.</summary>
/// <param name="Schema">Lowercase letters and underscores: <c>ledger</c>.</param>
/// <param name="Noun">What messages call it: "the ledger".</param>
/// <param name="Scripts">The first makes version 1.</param>
public sealed record StoreScripts(string Schema, string Noun, IReadOnlyList<StoreScript> Scripts)
{
    /// <summary>What roles may do in it; empty: its owner alone uses it.</summary>
    public IReadOnlyList<StoreRight> Rights { get; init; } = [];

    /// <summary>
    /// A function of the schema that makes ahead the partitions that the store will need; null: there are none. It takes the highest key
    /// that is going to be written, 0 where that is not known, and returns how many it made, or -1: more are needed, and the tables are in
    /// use or the user does not own them. A store works without them, less well.
    /// </summary>
    public string? Ahead { get; init; }

    /// <summary>The version that this program works with.</summary>
    public int Version => Scripts.Count;

    internal int WorksWith(int version) => Scripts[version - 1].WorksWith ?? version;
}
