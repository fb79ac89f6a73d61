using Muutostieto.Recipient.Loading.Tables;
using Muutostieto.Records;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Recipient.Loading.People;

/// <summary>
/// Finds the person that a record concerns, by the register's rule (<see cref="RecordOwner"/>). A change of code carries the old one in its
/// header and the new one in group 001; merged persons become one: the one in the header stays, the others are removed, and their codes
/// become former codes.
/// </summary>
/// <param name="persons">Who is known.</param>
/// <param name="groups">Their groups.</param>
/// <param name="delivery">The delivery that is being applied.</param>
/// <param name="isBase">Whether it starts over.</param>
internal sealed class Identities(PersonTable persons, GroupTables groups, long delivery, bool isBase) : ICodeDirectory
{
    private readonly List<(string Code, long Person)> unsure = [];
    private readonly Record state = new();
    private readonly Record lost = new();

    /// <summary>Whether only persons are seen whose code is known to be right: who is not visible may have another one by now.</summary>
    private bool onlySure;

    /// <summary>The person that a record concerns, and the persons that it merges into that one.</summary>
    internal RecordOwner Find(Record record, RecordCodes codes)
    {
        var owner = RecordOwner.Of(record, codes, this);
        if (owner.Conflict is null)
        {
            return owner;
        }

        onlySure = true;
        try
        {
            return RecordOwner.Of(record, codes, this);
        }
        finally
        {
            onlySure = false;
        }
    }

    /// <summary>Makes the others this person.</summary>
    internal void Merge(KnownPerson person, RecordOwner owner)
    {
        foreach (var other in owner.Merged.Select(persons.Get).OfType<KnownPerson>().Where(other => other.Id != person.Id))
        {
            // Out of sight a code may have been lost unseen; the record itself lists those that are the person's.
            if (IsSure(other))
            {
                persons.MoveFormer(other.Id, person.Id);
            }

            Delete(other);
            persons.AddFormer(other.Code, person.Id);
        }
    }

    /// <summary>
    /// Frees a code that comes into force. A person no longer visible who still has it here has lost it without a line about it, and is
    /// removed: no further line can concern that person under the code, and on return there is a full record.
    /// </summary>
    /// <param name="code">The code.</param>
    /// <param name="person">Whose it is from now on; null for a new person.</param>
    /// <param name="place">File and line, for messages.</param>
    /// <exception cref="MuutostietoException">A visible person has the code.</exception>
    internal void Take(string code, long? person, Func<string> place)
    {
        if (persons.Find(code) is not { } other || other.Id == person)
        {
            return;
        }

        if (IsSure(other))
        {
            throw Conflict(place);
        }

        Delete(other);
    }

    /// <summary>Keeps the former codes after a record has been applied.</summary>
    /// <param name="person">As it is now.</param>
    /// <param name="before">The code that was in force before.</param>
    /// <param name="record">What was applied.</param>
    /// <param name="codes">Its codes.</param>
    internal void Remember(KnownPerson person, string before, Record record, RecordCodes codes)
    {
        foreach (var code in codes.Deleted)
        {
            persons.Lose(code, person.Id);
        }

        foreach (var code in codes.Own.Append(before).Append(record.Text(HeaderField.IdentityCode)).Distinct())
        {
            if (code != person.Code && !codes.Deleted.Contains(code))
            {
                AddFormer(code, person);
            }
        }

        if (before != person.Code || record.Type == RecordType.New)
        {
            GiveAway(person.Code, person.Id);
        }
    }

    /// <summary>From now on the code is in force for one person: the others lose it as a former code, in their groups too, as in the
    /// register.</summary>
    /// <param name="code">The code.</param>
    /// <param name="owner">Its owner now; null for a person not known yet.</param>
    internal void GiveAway(string code, long? owner)
    {
        foreach (var loser in persons.FindFormer(code).Where(loser => loser != owner))
        {
            state.Clear();
            state.Set(HeaderField.IdentityCode, persons.Get(loser)!.Code);
            groups.Read(loser, [RecordCodes.Group], state);
            if (state.IndexOf(RecordCodes.Group) is var known and >= 0)
            {
                lost.Clear();
                lost.Set(HeaderField.IdentityCode, state[HeaderField.IdentityCode]);
                lost.Set(HeaderField.Type, [RecordType.Old]);
                lost.Set(lost.Add(state.Spec(known), ChangeAttribute.Deleted), "hetu", code);
                new PersonState(state).Apply(lost);
                groups.Delete(loser, [RecordCodes.Group]);
                groups.Insert(loser, state);
            }
        }

        persons.RemoveFormer(code, owner);
    }

    /// <summary>Adds, at the end of a base, the former codes that persons had who are not in it.</summary>
    internal void Finish()
    {
        foreach (var (code, person) in unsure.Where(one => persons.Find(one.Code) is null))
        {
            persons.AddFormer(code, person);
        }
    }

    internal static MuutostietoException Conflict(Func<string> place) =>
        new(
            FailureKind.Integrity,
            $"{place()}: its identity codes are those of several persons in the database, and it does not say that they are one. Something "
                + "was missed: ask the sender for a new base.");

    CodeHolders ICodeDirectory.HoldersOf(string code) =>
        new(persons.Find(code) is { } known && (!onlySure || IsSure(known)) ? known.Id : null, persons.FindFormer(code));

    bool ICodeDirectory.Lost(long person, string code) => persons.HasLost(person, code);

    bool ICodeDirectory.IsApart(long person) => isBase && persons.Get(person)?.LastDelivery == delivery;

    /// <summary>Whether the person's code is up to date: the person is visible and, during a base, already in it.</summary>
    private bool IsSure(KnownPerson person) => isBase ? person.LastDelivery == delivery : person.InArea;

    /// <summary>A former code is in force for no other person. A person no longer visible who has it here is removed, as in
    /// <see cref="Take"/>.</summary>
    private void AddFormer(string code, KnownPerson person)
    {
        if (persons.Find(code) is { } holder)
        {
            if (IsSure(holder))
            {
                return;
            }

            if (isBase)
            {
                unsure.Add((code, person.Id));
                return;
            }

            Delete(holder);
        }

        persons.AddFormer(code, person.Id);
    }

    private void Delete(KnownPerson person)
    {
        groups.Delete(person.Id, groups.Codes);
        persons.Delete(person.Id);
    }
}
