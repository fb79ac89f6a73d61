using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Lists;

/// <summary>Keeps a permit's list in step with the register: whoever turns out to be another person is on the list as that one.</summary>
internal sealed class ListKeeper(ILedger ledger, IRegister register)
{
    /// <summary>
    /// Whether the list's first base has still to wait: nobody has been put on the list yet, or everybody has been taken off again. A base of nobody would tell the recipient nothing, and one whose permit
    /// had an area before, that everybody has left.
    /// </summary>
    internal static bool IsWaited(ILedger ledger, string permit) => ledger.Head(permit)?.Window.ListTo is null && ledger.ListMembers(permit, long.MaxValue).Count == 0;

    /// <summary>
    /// Those on the list who, up to a key, have turned out to be others, and whom. What it costs follows the entries since the list's last delivery; before the first one, the list.
    /// </summary>
    /// <exception cref="MuutostietoException">Usage: nobody is on the list before its first base. Integrity: it was taken in with another register.</exception>
    internal IReadOnlyList<(long Gone, long Into)> Merged(string permit, JournalKey key)
    {
        if (IsWaited(ledger, permit))
        {
            var what = ledger.ListPosition(permit) == 0 ? "has not sent a list with a person on it yet" : "has removed every person from its list";
            throw new MuutostietoException(FailureKind.Usage, $"permit \"{permit}\": its recipient {what}. Nothing was delivered. Its first base is made when a person is on it.");
        }

        _ = RequireTheSameRegister(permit);
        var members = ledger.ListMembers(permit, long.MaxValue);

        // Before the list's first delivery a code may have been taken for what it meant to an area's, which says nothing of when its person turned out to be another.
        var candidates = ledger.Head(permit) is { Window: { ListTo: not null } window }
            ? register.ReadJournal(new JournalKey(window.To), key).Select(entry => entry.PersonId).OfType<long>().Where(members.Contains).Distinct()
            : members.Order();
        var merged = new List<(long, long)>();
        foreach (var person in candidates)
        {
            if (SurvivorOf(person, key) is var survivor && survivor != person)
            {
                merged.Add((person, survivor));
            }
        }

        return merged;
    }

    /// <summary>Whom the person has turned out to be as of a key; else the person.</summary>
    internal long SurvivorOf(long person, JournalKey key)
    {
        while (register.At(person, key)?.MergedInto is { } survivor)
        {
            person = survivor;
        }

        return person;
    }

    /// <summary>Refuses a register in which the persons on the list are others.</summary>
    /// <returns>The permit's uploads.</returns>
    internal IReadOnlyList<ListUpload> RequireTheSameRegister(string permit)
    {
        var uploads = ledger.ListUploads(permit);
        if (uploads is not [.., var last])
        {
            return uploads;
        }

        if (register.LatestKey().Value < last.JournalKey || RegisterFingerprint.At(register, new JournalKey(last.JournalKey)) != last.RegisterFingerprint)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{last.Permit}: its recipient's list was taken in with another register, in which the persons on it are others. Nothing was delivered. "
                + "Restore register and ledger from one backup; after a new register on purpose, give the permit a new id and have the list sent again.");
        }

        return uploads;
    }
}
