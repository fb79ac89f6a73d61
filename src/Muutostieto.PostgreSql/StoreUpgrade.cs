namespace Muutostieto.PostgreSql;

/// <summary>What applying a store's scripts did.</summary>
/// <param name="Store">Its schema: <c>ledger</c>.</param>
/// <param name="From">The version before; 0: there were no tables.</param>
/// <param name="To">The version now; a newer one stays as it is.</param>
public sealed record StoreUpgrade(string Store, int From, int To)
{
    /// <summary>How many partitions were made ahead, beside those of scripts.</summary>
    public int Partitions { get; init; }

    /// <summary>Whether partitions are needed and could not be made: the tables were in use, or the user does not own them.</summary>
    public bool IsPostponed { get; init; }

    /// <summary>Whether there is something to say of it.</summary>
    public bool IsNews => From != To || Partitions > 0 || IsPostponed;
}
