namespace Muutostieto.Register.Import;

/// <summary>What a feed has entered so far.</summary>
public sealed record FeedCounts
{
    /// <summary>Persons who came into the register.</summary>
    public long Added { get; init; }

    /// <summary>Persons who were replaced by a whole record that says something else.</summary>
    public long Replaced { get; init; }

    /// <summary>Changes of persons in the register.</summary>
    public long Changed { get; init; }

    /// <summary>Whole records that said what the register says already; they are not entered.</summary>
    public long Unchanged { get; init; }

    /// <summary>Persons who became one with another.</summary>
    public long Merged { get; init; }

    /// <summary>Persons whose order was kept although a whole record said nothing of one.</summary>
    public long OrdersKept { get; init; }

    public static FeedCounts operator +(FeedCounts one, FeedCounts other) => new()
    {
        Added = one.Added + other.Added,
        Replaced = one.Replaced + other.Replaced,
        Changed = one.Changed + other.Changed,
        Unchanged = one.Unchanged + other.Unchanged,
        Merged = one.Merged + other.Merged,
        OrdersKept = one.OrdersKept + other.OrdersKept,
    };
}
