using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Register;

namespace Muutostieto.Disclosure.Buildings;

/// <summary>By what the persons that records of buildings name are judged.</summary>
/// <param name="Right">What the recipient may know of persons under a non-disclosure order.</param>
/// <param name="Purpose">What the data are for.</param>
/// <param name="User">Who uses the data.</param>
/// <param name="Day">The day of the content: a ban counts that is in force on it.</param>
/// <param name="JudgedOn">The day on which it was planned: a ban counts that is in force on it.</param>
/// <param name="AsOf">As of which key the content is.</param>
/// <param name="JudgedAt">The newest key whose bans count.</param>
public sealed record NamedPersonTerms(
    NonDisclosureRight Right, Purpose Purpose, DataUser User, DateOnly Day, DateOnly JudgedOn, JournalKey AsOf, JournalKey JudgedAt)
{
    /// <summary>Sex, name, citizenship, day of birth: what a record of a building may say of an owner besides the code.</summary>
    private static readonly string[] OfOwners = ["003", "004", "007", "901"];

    /// <summary>Mother tongue, day of death, addresses, municipality: what it may say besides where contact data or residents are
    /// asked for.</summary>
    private static readonly string[] OfContacts =
        ["002", "013", PersonAddress.Permanent, "103", "104", "204"];

    /// <summary>Whether more than owners' names is said: their contact data, or who lives in the dwellings.</summary>
    public bool SaysContacts { get; init; }

    /// <summary>The groups of a person's record of which something may be said.</summary>
    internal IEnumerable<string> Said => SaysContacts ? OfOwners.Concat(OfContacts) : OfOwners;

    /// <summary>The terms of a gate for these persons; the right to know of orders alone is none here.</summary>
    internal DisclosureTerms ForGate(IEnumerable<string> groups) => new()
    {
        Municipalities = [],
        IsList = true,
        Groups = [.. groups.Order(StringComparer.Ordinal).Select(group => new TermsGroup(group, null))],
        NonDisclosureRight = Right == NonDisclosureRight.Section37 ? Right : NonDisclosureRight.None,
    };
}
