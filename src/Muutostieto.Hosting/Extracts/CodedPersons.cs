using Muutostieto.Records.Identity;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Extracts;

/// <summary>
/// Which persons identity codes mean. The answer depends on the register up to a key alone: what is entered later does not change it.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="until">Up to which key.</param>
/// <param name="knowsOrders">Whether the recipient may know of non-disclosure orders.</param>
internal sealed class CodedPersons(IRegister register, JournalKey until, bool knowsOrders)
{
    private readonly Lazy<IReadOnlySet<long>> everProtected = new(() => register.EverProtected(until));

    /// <summary>
    /// Who has the code or had it, as the persons that they have merged into; empty when no one. A former code of a person who has ever
    /// been under a non-disclosure order names no one: it would connect that person's codes.
    /// </summary>
    internal IReadOnlyList<long> Of(PersonalIdentityCode code)
    {
        var text = code.ToString();
        var persons = register.EverHeldBy(text, until);
        return knowsOrders || persons.Count == 0 || !persons.Any(everProtected.Value.Contains)
            ? persons
            : [.. persons.Where(person => !everProtected.Value.Contains(person) || register.At(person, until)?.IdentityCode == text)];
    }

    /// <summary>
    /// Of the persons of a delivery those who may be recognised by it: who has ever been under a non-disclosure order and has another code
    /// now than the delivery said is a stranger to its recipient.
    /// </summary>
    /// <param name="persons">Surrogate ids.</param>
    /// <param name="key">As of which key the delivery was.</param>
    internal IEnumerable<long> KnownSince(IEnumerable<long> persons, JournalKey key) => knowsOrders
        ? persons
        : persons.Where(person => SurvivorOf(person) is var survivor
            && ((!everProtected.Value.Contains(person) && !everProtected.Value.Contains(survivor))
                || register.At(person, key)?.IdentityCode == register.At(survivor, until)?.IdentityCode));

    /// <summary>Every id under which the register has or had a person.</summary>
    internal IEnumerable<long> AllIdsOf(long person)
    {
        var survivor = SurvivorOf(person);
        return register.MergedInto(survivor, until).Append(survivor);
    }

    private long SurvivorOf(long person)
    {
        for (long? next = person; next is { } current;)
        {
            (person, next) = (current, null);
            _ = register.Show(current, until, (in VersionRow row) => next = row.MergedInto);
        }

        return person;
    }
}
