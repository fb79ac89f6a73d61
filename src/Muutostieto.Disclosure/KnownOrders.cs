using Muutostieto.Register;

namespace Muutostieto.Disclosure;

/// <summary>
/// The non-disclosure orders that bear on content of a key, as the register knew them at one moment: read once, and shared by all that is
/// judged until the register knows more. For all threads at once.
/// </summary>
public sealed class KnownOrders
{
    private readonly (DateTimeOffset Created, JournalKey Head, long LastHeld) mark;

    private KnownOrders(IRegister register, JournalKey key, KnownOrders? other)
    {
        // Read first: what comes while the rest is read is newer than this says, and is looked for again.
        mark = MarkOf(register);
        Key = key;
        Persons = register.ProtectedSince(key);
        Codes = With(Persons.AtKey.Concat(Persons.Later), Persons.HeldAtKey.Concat(Persons.HeldLater), register);
        LaterCodes = With(Persons.Later, Persons.HeldLater, register);
        LaterCodes.ExceptWith(Persons.HeldAtKey);
        EverProtected = register.EverProtected(key);
        CodesEverProtected = other is not null && other.mark == mark
            ? other.CodesEverProtected
            : register.CodesEverProtected().ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>As of which key the content is.</summary>
    public JournalKey Key { get; }

    /// <summary>Who is protected as of the key, and since.</summary>
    public ProtectedPersons Persons { get; }

    /// <summary>Every code of those who are protected as of the key or since.</summary>
    internal HashSet<string> Codes { get; }

    /// <summary>Every code of those who are protected only since.</summary>
    internal HashSet<string> LaterCodes { get; }

    /// <summary>Who has been under an order at any moment up to the key.</summary>
    internal IReadOnlySet<long> EverProtected { get; }

    /// <summary>Every code of those who have ever been under an order, whatever the key.</summary>
    internal IReadOnlySet<string> CodesEverProtected { get; }

    /// <summary>Reads them.</summary>
    /// <param name="register">As it is now.</param>
    /// <param name="key">As of which key the content is.</param>
    /// <param name="other">Those for another key, or null. Where they are of the same moment they spare a look at every code.</param>
    public static KnownOrders Read(IRegister register, JournalKey key, KnownOrders? other = null)
    {
        ArgumentNullException.ThrowIfNull(register);
        return new KnownOrders(register, key, other);
    }

    /// <summary>
    /// Whether the register knows no more than this: nothing was entered since, no statement about an order is held since, and it is the
    /// same register.
    /// </summary>
    public bool IsCurrent(IRegister register) => mark == MarkOf(register);

    /// <summary>Whether the register knew the same when these and the others were read.</summary>
    public bool IsOfTheMomentOf(KnownOrders other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return mark == other.mark;
    }

    /// <summary>Whether the same persons and codes are protected.</summary>
    public bool ProtectsTheSame(KnownOrders other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(this, other)
            || (Persons.AtKey.SetEquals(other.Persons.AtKey)
                && Persons.Later.SetEquals(other.Persons.Later)
                && Persons.HeldAtKey.SetEquals(other.Persons.HeldAtKey)
                && Persons.HeldLater.SetEquals(other.Persons.HeldLater));
    }

    private static (DateTimeOffset Created, JournalKey Head, long LastHeld) MarkOf(IRegister register) =>
        (register.Describe().Created, register.LatestKey(), register.Feed().LastHeld);

    private static HashSet<string> With(IEnumerable<long> persons, IEnumerable<string> codes, IRegister register) =>
        persons.SelectMany(register.CodesOf).Concat(codes).ToHashSet(StringComparer.Ordinal);
}
