using Muutostieto.Records.Identity;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Codes;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Life.Index;
using Muutostieto.Synthetic.Life.Rates;
using Muutostieto.Synthetic.Names;
using Muutostieto.Synthetic.Places;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Life;

/// <summary>What every event has at hand.</summary>
internal sealed record LifeWorld(
    ChangeRegistrar Registrar,
    PersonIndex Index,
    LifeRates Rates,
    ReferenceData Data,
    NameBook Names,
    Housing Housing,
    IdentityCodeAllocator Codes)
{
    private const int Tries = 400;

    public AddressAbroadPicker Abroad { get; } = new(Data);

    /// <summary>What events of this run remember for those that undo them.</summary>
    public LifeMemory Memory { get; } = new();

    /// <summary>Municipalities that have ended in this run, and what they are part of now.</summary>
    public Dictionary<string, string> Successors { get; } = new(StringComparer.Ordinal);

    /// <summary>The municipality, or the one that it is part of now.</summary>
    public string InForce(string municipality) => Successors.GetValueOrDefault(municipality, municipality);

    /// <summary>A code that no person has or had.</summary>
    public string NewCode(DateOnly born, bool isMale, Dice dice)
    {
        while (true)
        {
            var code = Codes.Give(born, isMale, dice).ToString();
            if (Registrar.Transaction.HoldersOf(code) == CodeHolders.None)
            {
                return code;
            }
        }
    }

    /// <summary>A random resident that meets the condition; null when none of many draws does.</summary>
    public int? PickPerson(LifeDay day, Func<PersonSlot, bool> condition)
    {
        for (var i = 0; i < Tries && Index.Residents.Count > 0; i++)
        {
            var person = day.Dice.Pick(Index.Residents);
            if (condition(Index[person]))
            {
                return person;
            }
        }

        return null;
    }

    /// <summary>Some adults, as many as an event of the name finds today.</summary>
    public IEnumerable<PersonFile> Adults(string eventCode, LifeDay day) => Some(eventCode, day, slot => slot.IsAdultOn(day.Date));

    /// <summary>Some minors, as many as an event of the name finds today.</summary>
    public IEnumerable<PersonFile> Minors(string eventCode, LifeDay day) => Some(eventCode, day, slot => !slot.IsAdultOn(day.Date));

    /// <summary>Some residents, as many as an event of the name finds today, each a case of their own.</summary>
    public IEnumerable<PersonFile> Some(string eventCode, LifeDay day, Func<PersonSlot, bool> condition)
    {
        for (var left = Rates.Count(eventCode, day); left > 0; left--)
        {
            if (PickPerson(day, condition) is not { } person)
            {
                continue;
            }

            Registrar.Clear();
            yield return Registrar.Open(person);
        }
    }

    /// <summary>Residents drawn for an event of the kind today, each a separate case.</summary>
    public IEnumerable<PersonFile> Chosen(LifeKind kind, LifeDay day)
    {
        foreach (var person in Rates.Chosen(kind, day))
        {
            Registrar.Clear();
            yield return Registrar.Open(person);
        }
    }
}
