using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Lists;

/// <summary>Keeps a permit's list in step with the register: a merged person on the list is replaced by the survivor.</summary>
internal sealed class ListKeeper(ILedger ledger, IRegister register)
{
    /// <summary>
    /// Whether the list's first base must wait: the list has never had a person, or all persons were removed again. A base of 0 persons
    /// would give the recipient nothing; if the permit had an area before, it would say that all residents have left.
    /// </summary>
    internal static bool IsWaited(ILedger ledger, string permit) =>
        ledger.Head(permit)?.Window.ListTo is null && ledger.ListMembers(permit, long.MaxValue).Count == 0;

    /// <summary>
    /// The persons on the list who, up to a key, were merged into others, and their survivors. The cost grows with the entries since the
    /// list's last delivery; before the first one, with the list.
    /// </summary>
    /// <exception cref="MuutostietoException">Usage: the list has no person before its first base. Integrity: it was taken in with another
    /// register.</exception>
    internal IReadOnlyList<(long Gone, long Into)> Merged(string permit, JournalKey key)
    {
        if (IsWaited(ledger, permit))
        {
            var what =
                ledger.ListPosition(permit) == 0 ? "has not sent a list with a person on it yet" : "has removed every person from its list";
            throw new MuutostietoException(
                FailureKind.Usage,
                $"permit \"{permit}\": its recipient {what}. Nothing was delivered. Its first base is made when a person is on it.");
        }

        _ = RequireTheSameRegister(permit);
        var members = ledger.ListMembers(permit, long.MaxValue);

        // Before the list's first delivery a code may have been read as of an area's delivery, which gives no bound for when its person was
        // merged into another.
        var candidates = ledger.Head(permit) is { Window: { ListTo: not null } window }
            ? register
                .ReadJournal(new JournalKey(window.To), key)
                .Select(entry => entry.PersonId)
                .OfType<long>()
                .Where(members.Contains)
                .Distinct()
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

    /// <summary>The person that this one was merged into as of a key; else the person.</summary>
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

        if (register.LatestKey().Value < last.JournalKey
            || RegisterFingerprint.At(register, new JournalKey(last.JournalKey)) != last.RegisterFingerprint)
        {
            throw new MuutostietoException(
                FailureKind.Integrity,
                $"{last.Permit}: its recipient's list was taken in with another register, in which the persons on it are others. Nothing "
                    + "was delivered. "
                    + "Restore register and ledger from one backup; after a new register on purpose, give the permit a new id and have the "
                    + "list sent again.");
        }

        return uploads;
    }
}
