using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Disclosure.Buildings;

/// <summary>
/// Says what a record of a building may say of a person who owns it or lives in it: what the person's own record says, as of the content's
/// key, unless the person is protected or a ban stops the purpose, as of the key or as of now. For one thread.
/// </summary>
public sealed class NamedPersonGate
{
    private DisclosedRecord person = DisclosedRecord.Gate.NewContainer();
    private DisclosedRecord kept = DisclosedRecord.Gate.NewContainer();
    private readonly DisclosedRecord later = DisclosedRecord.Gate.NewContainer();
    private readonly IRegister register;
    private readonly GroupCatalog layouts;
    private readonly NamedPersonTerms terms;
    private readonly Protection protection;
    private readonly BanFilter bans;
    private readonly BanFilter bansNow;
    private readonly DisclosedRecord.Gate gate;
    private readonly DisclosedRecord.Gate gateNow;

    /// <param name="register">Open for reading.</param>
    /// <param name="persons">The layouts of persons.</param>
    /// <param name="terms">By what they are judged.</param>
    /// <param name="protection">Who is protected, as of the content's key and as of now.</param>
    public NamedPersonGate(IRegister register, GroupCatalog persons, NamedPersonTerms terms, Protection protection)
    {
        ArgumentNullException.ThrowIfNull(terms);
        (this.register, layouts, this.terms, this.protection) = (register, persons, terms, protection);
        bans = new BanFilter(terms.Purpose, terms.User, terms.Day);
        bansNow = new BanFilter(terms.Purpose, terms.User, terms.JudgedOn);
        gate = Gate(terms.Said.Append(BanFilter.Group), terms.AsOf);
        gateNow = Gate([BanFilter.Group], terms.JudgedAt);

        DisclosedRecord.Gate Gate(IEnumerable<string> groups, JournalKey key) =>
            new(terms.ForGate(groups), persons, terms.Day, protection, new OrderHistory(register, key));
    }

    /// <summary>A gate for residents: no right opens it for a protected one, for the dwelling is where the person lives.</summary>
    internal NamedPersonGate ForResidents() =>
        new(register, layouts, terms with { Right = NonDisclosureRight.None }, protection);

    /// <summary>What may be said of the last person that was let through: the identity code and the groups of
    /// <see cref="NamedPersonTerms.Said"/>.</summary>
    internal RecordView Person => person.Content;

    /// <summary>What <see cref="Person"/> was when it was kept.</summary>
    internal RecordView Kept => kept.Content;

    /// <summary>Keeps <see cref="Person"/> while others are judged.</summary>
    internal void Keep() => (person, kept) = (kept, person);

    /// <summary>Judges an owner or a resident.</summary>
    /// <param name="named">The person that the building names, who may have merged into another since.</param>
    /// <returns>The person that <see cref="Person"/> is of; null when nothing may be said.</returns>
    internal long? Judge(long named)
    {
        var survivor = SurvivorOf(named, terms.AsOf, (in VersionRow row) => gate.TryDiscloseOwner(row, person));
        return survivor is null || bans.Stops(person.Content) || bansNow.Stops(person.Content) || IsBannedLater(survivor.Value)
            ? null
            : survivor;
    }

    private bool IsBannedLater(long owner)
    {
        if (!bans.IsNeeded || terms.AsOf >= terms.JudgedAt)
        {
            return false;
        }

        var isBanned = false;
        _ = SurvivorOf(owner, terms.JudgedAt, (in VersionRow row) =>
        {
            isBanned = gateNow.TryDiscloseListed(row, later)
                && (bans.Stops(later.Content, countsFuture: true) || bansNow.Stops(later.Content, countsFuture: true));
            return true;
        });
        return isBanned;
    }

    /// <summary>Follows merges to the person who is there as of a key; null when there is none, when one on the way is protected, or when
    /// the judgement of the last is false.</summary>
    private long? SurvivorOf(long owner, JournalKey key, Judgement judge)
    {
        var seen = new HashSet<long>();
        for (long? next = owner; next is { } current && seen.Add(current);)
        {
            next = null;
            var isLetThrough = false;
            _ = register.Show(current, key, (in VersionRow row) =>
            {
                next = row.MergedInto;
                isLetThrough = next is null
                    ? judge(row)
                    : terms.Right == NonDisclosureRight.Section37 || !protection.MustProtect(row.PersonId, !row.NonDisclosureEnd.IsEmpty);
            });
            if (!isLetThrough)
            {
                return null;
            }

            if (next is null)
            {
                return current;
            }
        }

        return null;
    }

    private delegate bool Judgement(in VersionRow row);
}
