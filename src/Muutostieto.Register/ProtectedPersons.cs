namespace Muutostieto.Register;

/// <summary>
/// Who is protected from a key on. Merged persons are one: a non-disclosure order of any of them, before or after the merger, protects all.
/// </summary>
/// <param name="AtKey">Under an order as of the key, or merged by then into a person who is.</param>
/// <param name="Later">Not protected as of the key, but at some moment after it: content of the key knows nothing of the order.</param>
public sealed record ProtectedPersons(IReadOnlySet<long> AtKey, IReadOnlySet<long> Later)
{
    /// <summary>Codes that the register does not have as of the key, for which an order is held then.</summary>
    public IReadOnlySet<string> HeldAtKey { get; init; } = new HashSet<string>();

    /// <summary>
    /// Codes for which a statement about an order was held after it. A statement makes no entry, so one that came at the key may be older
    /// or younger than content of it: it counts for both.
    /// </summary>
    public IReadOnlySet<string> HeldLater { get; init; } = new HashSet<string>();

    /// <summary>Spreads orders over mergers.</summary>
    /// <param name="key">The key.</param>
    /// <param name="orders">Each person who has been under an order from the key on, and whether as of it.</param>
    /// <param name="mergers">By merged person: the one that it was merged into, and since which key.</param>
    public static ProtectedPersons Of(
        JournalKey key,
        IReadOnlyCollection<(long Person, bool AtKey)> orders,
        IReadOnlyDictionary<long, (long Survivor, JournalKey Since)> mergers)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(mergers);
        var atKey = MergedPersons.With(
            orders.Where(order => order.AtKey).Select(order => order.Person),
            mergers.Where(merger => merger.Value.Since <= key).ToDictionary(merger => merger.Key, merger => merger.Value.Survivor));
        var ever = MergedPersons.With(
            orders.Select(order => order.Person),
            mergers.ToDictionary(merger => merger.Key, merger => merger.Value.Survivor));
        ever.ExceptWith(atKey);
        return new ProtectedPersons(atKey, ever);
    }
}
