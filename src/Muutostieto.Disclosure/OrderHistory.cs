using System.Text;
using Muutostieto.Register;

namespace Muutostieto.Disclosure;

/// <summary>
/// Who has been under a non-disclosure order at any moment up to a key, and who is as of it. Asked once a delivery and not once a person:
/// few have ever had one. The same for the same key, whatever is entered later.
/// </summary>
public sealed class OrderHistory
{
    private readonly Lazy<IReadOnlySet<long>> persons;
    private readonly Lazy<IReadOnlySet<string>> codes;
    private readonly Func<string, PersonVersion?> find;
    private readonly Func<string, IReadOnlyList<long>> everHeldBy;
    private readonly Dictionary<string, (bool Ever, bool Now)> known = [];

    /// <param name="register">Asked when the first question comes.</param>
    /// <param name="until">The key of what is delivered.</param>
    public OrderHistory(IRegister register, JournalKey until)
        : this(
            () => register.EverProtected(until),
            () => register.CodesEverProtected().ToHashSet(),
            code => register.Find(code, until),
            code => register.EverHeldBy(code, until))
    { }

    /// <param name="register">Asked about codes, by the thread that composes.</param>
    /// <param name="orders">Of the key of what is delivered.</param>
    public OrderHistory(IRegister register, KnownOrders orders)
        : this(
            () => orders.EverProtected,
            () => orders.CodesEverProtected,
            code => register.Find(code, orders.Key),
            code => register.EverHeldBy(code, orders.Key))
    { }

    /// <param name="persons">Every person ever under an order.</param>
    /// <param name="codes">Codes among which all of theirs are.</param>
    /// <param name="find">Who has one of these codes as of the key.</param>
    /// <param name="everHeldBy">Everyone who has or had one of these codes up to the key.</param>
    internal OrderHistory(
        Func<IReadOnlySet<long>> persons,
        Func<IReadOnlySet<string>> codes,
        Func<string, PersonVersion?> find,
        Func<string, IReadOnlyList<long>> everHeldBy)
    {
        (this.persons, this.codes, this.find, this.everHeldBy) = (new(persons), new(codes), find, everHeldBy);
    }

    /// <summary>Whether the person, or another merged into this one, has ever been under an order.</summary>
    internal bool HasEver(long person) => persons.Value.Contains(person);

    /// <summary>
    /// Whether anyone who has or had a code has ever been under an order; false for a code that the register does not have.
    /// </summary>
    internal bool HasEver(ReadOnlySpan<byte> identityCode) => Of(identityCode).Ever;

    /// <summary>Whether the person with a code is under an order as of the key; false for a code that the register does not have.</summary>
    internal bool Covers(ReadOnlySpan<byte> identityCode) => Of(identityCode).Now;

    private (bool Ever, bool Now) Of(ReadOnlySpan<byte> identityCode)
    {
        var code = Encoding.UTF8.GetString(identityCode);
        if (!codes.Value.Contains(code))
        {
            return default;
        }

        if (!known.TryGetValue(code, out var answer))
        {
            // A relation may name a code that its person has lost since, or that another has now: it counts for all of them.
            known.Add(code, answer = (everHeldBy(code).Any(HasEver), find(code)?.NonDisclosureEnd is not null));
        }

        return answer;
    }
}
