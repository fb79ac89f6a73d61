using System.Text;
using Muutostieto.Register;

namespace Muutostieto.Disclosure;

/// <summary>
/// Says who is protected, as of a content's key and as of now: every artefact that holds persons is checked here. A person who was not
/// protected as of the key and has been since must not be shown by content of that key, whatever is known at the key. Made for each
/// composition; it does not see later orders.
/// </summary>
public sealed class Protection
{
    private readonly ProtectedPersons persons;
    private readonly Lazy<HashSet<string>.AlternateLookup<ReadOnlySpan<char>>> codes;
    private readonly Lazy<HashSet<string>.AlternateLookup<ReadOnlySpan<char>>> laterCodes;
    private readonly LateOrder late;

    internal Protection(ProtectedPersons persons, Func<long, IReadOnlyList<string>> codesOf, LateOrder late)
    {
        (this.persons, this.late) = (persons, late);
        codes = new(() =>
            persons
                .AtKey.Concat(persons.Later)
                .SelectMany(codesOf)
                .Concat(persons.HeldAtKey)
                .Concat(persons.HeldLater)
                .ToHashSet(StringComparer.Ordinal)
                .GetAlternateLookup<ReadOnlySpan<char>>());
        laterCodes = new(() =>
            persons
                .Later.SelectMany(codesOf)
                .Concat(persons.HeldLater)
                .Except(persons.HeldAtKey)
                .ToHashSet(StringComparer.Ordinal)
                .GetAlternateLookup<ReadOnlySpan<char>>());
    }

    private Protection(KnownOrders orders, LateOrder late)
    {
        (persons, this.late) = (orders.Persons, late);
        codes = new(orders.Codes.GetAlternateLookup<ReadOnlySpan<char>>());
        laterCodes = new(orders.LaterCodes.GetAlternateLookup<ReadOnlySpan<char>>());
    }

    /// <summary>Of content as of the orders' key.</summary>
    /// <param name="orders">As the register knows them now.</param>
    /// <param name="late">What becomes of content that holds a person who is protected now and was not then.</param>
    public static Protection Of(KnownOrders orders, LateOrder late)
    {
        ArgumentNullException.ThrowIfNull(orders);
        return new Protection(orders, late);
    }

    /// <summary>Of content as of a key, read from the register as it is now.</summary>
    /// <param name="register">Asked now and, for codes, when the first one is asked for: by the thread that composes.</param>
    /// <param name="key">As of which key the content is.</param>
    /// <param name="late">What becomes of content that holds a person who is protected now and was not then.</param>
    public static Protection Of(IRegister register, JournalKey key, LateOrder late)
    {
        ArgumentNullException.ThrowIfNull(register);
        return new Protection(register.ProtectedSince(key), register.CodesOf, late);
    }

    /// <summary>
    /// Of content as of a key that was judged at a later one: who was protected at any moment up to the later key is protected as if it had
    /// been so as of the first. Made again, the content is the same unless an order has come since it was judged.
    /// </summary>
    /// <param name="register">As it is now.</param>
    /// <param name="key">As of which key the content is.</param>
    /// <param name="judged">The register's head when the content was planned.</param>
    /// <param name="late">What becomes of content that holds a person who is protected now and was not when it was judged.</param>
    public static Protection Of(IRegister register, JournalKey key, JournalKey judged, LateOrder late)
    {
        ArgumentNullException.ThrowIfNull(register);
        if (key == judged)
        {
            return Of(register, key, late);
        }

        var (since, later) = (register.ProtectedSince(key), register.ProtectedSince(judged));
        return new Protection(
            new ProtectedPersons((HashSet<long>)[.. since.AtKey, .. since.Later.Except(later.Later)], later.Later)
            {
                HeldAtKey = (HashSet<string>)[.. since.HeldAtKey, .. since.HeldLater.Except(later.HeldLater)],
                HeldLater = later.HeldLater,
            },
            register.CodesOf,
            late);
    }

    /// <summary>Whether the person is protected, as of the key or at any moment since.</summary>
    public bool Covers(long person) => persons.AtKey.Contains(person) || persons.Later.Contains(person);

    /// <summary>
    /// Whether an identity code names a person who is protected, as of the key or at any moment since: any code that the person has or ever
    /// had.
    /// </summary>
    /// <param name="identityCode">As in a record, 11 characters; any other bytes name no person.</param>
    public bool Covers(ReadOnlySpan<byte> identityCode)
    {
        Span<char> code = stackalloc char[11];
        return identityCode.Length == code.Length
            && Ascii.ToUtf16(identityCode, code, out _) == System.Buffers.OperationStatus.Done
            && codes.Value.Contains(code);
    }

    /// <summary>Judges another person whose residence a record would show, as <see cref="MustProtect"/> does the record's own
    /// person.</summary>
    /// <exception cref="LateOrderException">The order came after the content's key, and the content is either sent as recorded or not at
    /// all.</exception>
    internal bool MustProtectOther(ReadOnlySpan<byte> identityCode, bool isProtected)
    {
        Span<char> code = stackalloc char[11];
        return isProtected
            || (identityCode.Length == code.Length
                && Ascii.ToUtf16(identityCode, code, out _) == System.Buffers.OperationStatus.Done
                && (laterCodes.Value.Contains(code) ? ProtectsLater() : codes.Value.Contains(code)));
    }

    /// <summary>
    /// Whether content as of the key shows the person as protected though it knows of no order. Never where it is refused in place of that.
    /// </summary>
    internal bool Masks(long person) => late == LateOrder.Mask && persons.Later.Contains(person);

    /// <summary>Judges the person that a record is about.</summary>
    /// <param name="person">Who.</param>
    /// <param name="isProtected">Whether the content itself knows of an order.</param>
    /// <returns>Whether the record must be masked or left out.</returns>
    /// <exception cref="LateOrderException">The order came after the content's key, and the content is either sent as recorded or not at
    /// all.</exception>
    internal bool MustProtect(long person, bool isProtected) =>
        isProtected
        || persons.AtKey.Contains(person)
        || (persons.Later.Contains(person) && ProtectsLater());

    private bool ProtectsLater() => late switch
    {
        LateOrder.Mask => true,
        LateOrder.Disregard => false,
        _ => throw new LateOrderException(),
    };
}
