using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Records.Groups;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Selection;

/// <summary>
/// Who has a ban now that an extract of an old key does not know of: like non-disclosure, bans are judged as of the key and as of now. A
/// person who was merged into another since has that one's bans. What it costs follows the entries after the key.
/// </summary>
internal sealed class LaterBans(IRegister register, GroupCatalog catalog, BanFilter bans, BanFilter bansNow)
{
    private readonly DisclosedRecord record = DisclosedRecord.Gate.NewContainer();

    /// <param name="terms">The permit's terms.</param>
    /// <param name="day">On which day bans must not have ended.</param>
    /// <param name="asOf">The extract's key.</param>
    /// <param name="now">The newest key that counts.</param>
    /// <param name="protection">Who is protected as of the two.</param>
    internal IReadOnlySet<long> After(DisclosureTerms terms, DateOnly day, JournalKey asOf, JournalKey now, Protection protection)
    {
        var banned = new HashSet<long>();
        if (!bans.IsNeeded || asOf >= now)
        {
            return banned;
        }

        var gate = new DisclosedRecord.Gate(
            terms with { Municipalities = [], IsList = true, Groups = [new TermsGroup(BanFilter.Group, null)], HasGenuineForm = false },
            catalog,
            day,
            protection,
            new OrderHistory(register, now));
        var merged = new List<(long Person, long Survivor)>();
        var changed = new List<long>();
        register.ShowChanged(asOf, (in VersionRow row) => changed.Add(row.PersonId));
        foreach (var person in changed)
        {
            _ = register.Show(person, now, (in VersionRow row) => Judge(gate, row, banned, merged));
        }

        foreach (var (person, survivor) in merged)
        {
            Follow(gate, person, survivor, now, banned);
        }

        return banned;
    }

    private void Judge(DisclosedRecord.Gate gate, in VersionRow row, HashSet<long> banned, List<(long Person, long Survivor)> merged)
    {
        if (row.MergedInto is { } survivor)
        {
            merged.Add((row.PersonId, survivor));
        }

        if (IsBanned(gate, row))
        {
            banned.Add(row.PersonId);
        }
    }

    private void Follow(DisclosedRecord.Gate gate, long person, long survivor, JournalKey now, HashSet<long> banned)
    {
        var seen = new HashSet<long> { person };
        for (long? next = survivor; next is { } current && seen.Add(current);)
        {
            next = null;
            _ = register.Show(current, now, (in VersionRow row) =>
            {
                next = row.MergedInto;
                if (IsBanned(gate, row))
                {
                    banned.Add(person);
                }
            });
        }
    }

    /// <summary>A person who does not pass has no ban, or is protected and left out for that.</summary>
    private bool IsBanned(DisclosedRecord.Gate gate, in VersionRow row) =>
        gate.TryDiscloseListed(row, record)
        && (bans.Stops(record.Content, countsFuture: true) || bansNow.Stops(record.Content, countsFuture: true));
}
