using System.Globalization;
using Muutostieto.Synthetic.Life.Files;

namespace Muutostieto.Synthetic.Life.Index;

/// <summary>
/// The living, small enough to be held in memory: who lives in the municipalities whose people the register has (residents), and who lives
/// elsewhere. Made by one scan, kept true by every entry. The order of its lists depends on the register and the entries alone.
/// </summary>
internal sealed class PersonIndex
{
    private readonly List<int> residents = [];
    private readonly List<int> elsewhere = [];
    private readonly Dictionary<int, List<int>> birthdays = [];
    private readonly Dictionary<string, List<int>> wards = new(StringComparer.Ordinal);
    private readonly HashSet<string> home = new(StringComparer.Ordinal);
    private PersonSlot[] slots = new PersonSlot[1024];

    /// <summary>The living of the home municipalities.</summary>
    public IReadOnlyList<int> Residents => residents;

    /// <summary>The living who have moved away, abroad too, or have no municipality.</summary>
    public IReadOnlyList<int> Elsewhere => elsewhere;

    /// <summary>The municipalities whose whole population the register has.</summary>
    public IReadOnlyCollection<string> Home => this.home;

    /// <summary>Non-disclosure orders of the living: the last day by person.</summary>
    public SortedDictionary<int, string> Orders { get; } = [];

    /// <summary>Children whose name is not known yet.</summary>
    public SortedSet<int> Unnamed { get; } = [];

    public PersonSlot this[int person] => person < slots.Length ? slots[person] : default;

    public static ushort Number(string municipality) =>
        ushort.TryParse(municipality, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (ushort)0;

    public static string Code(ushort municipality) => municipality.ToString("000", CultureInfo.InvariantCulture);

    /// <summary>Adults who have the person as guardian or attorney, or had.</summary>
    public IReadOnlyList<int> WardsOf(string identityCode) => this.wards.TryGetValue(identityCode, out var wards) ? wards : [];

    /// <summary>Those who come of age on the day.</summary>
    public IReadOnlyList<int> ComingOfAge(DateOnly day) => birthdays.TryGetValue(day.DayNumber, out var persons) ? persons : [];

    /// <summary>Takes a municipality among those whose residents the life is about.</summary>
    public void AddHome(string municipality)
    {
        this.home.Add(municipality);
        var number = Number(municipality);
        foreach (var person in elsewhere.Where(person => slots[person].Municipality == number).ToList())
        {
            Leave(person);
            Join(person, resident: true);
        }
    }

    /// <summary>Removes an abolished municipality without residents.</summary>
    public void RemoveHome(string municipality) => this.home.Remove(municipality);

    /// <summary>Makes the index say of the person what the person's groups say.</summary>
    public void Note(PersonFile person)
    {
        Grow(person.Id);
        ref var slot = ref slots[person.Id];
        var isKnown = (slot.Traits & PersonTraits.Known) != 0;
        if (!isKnown)
        {
            slot.Place = -1;
        }
        else if (slot.Born != person.Born.DayNumber)
        {
            ForgetBirthday(person.Id, slot.Born);
        }

        if (person.Has("305") || person.Has("907"))
        {
            NoteBirthday(person);
        }

        slot.Born = person.Born.DayNumber;
        slot.Municipality = Number(person.State.Municipality);
        var listed = slot.Traits & PersonTraits.Resident;
        slot.Traits = PersonTraits.Known | listed
            | (person.IsMale ? PersonTraits.Male : 0)
            | (person.IsMarried ? PersonTraits.Married : 0)
            | (person.IsFinn ? 0 : PersonTraits.Foreign)
            | (person.Has("910") ? PersonTraits.Prohibiting : 0);

        Place(person.Id, person.State.IsAlive, this.home.Contains(person.State.Municipality));
        NoteOthers(person);
    }

    /// <summary>Removes a merged person.</summary>
    public void Remove(int person)
    {
        if (slots[person].Place >= 0)
        {
            Leave(person);
        }

        Orders.Remove(person);
        Unnamed.Remove(person);
        ForgetBirthday(person, slots[person].Born);
    }

    private static int Majority(int born) => DateOnly.FromDayNumber(born).AddYears(18).DayNumber;

    /// <summary>Only of those who have guardians or are in care: for others nothing ends with childhood.</summary>
    private void NoteBirthday(PersonFile person)
    {
        var majority = Majority(person.Born.DayNumber);
        if (!birthdays.TryGetValue(majority, out var persons))
        {
            birthdays.Add(majority, persons = []);
        }

        if (!persons.Contains(person.Id))
        {
            persons.Add(person.Id);
        }
    }

    private void ForgetBirthday(int person, int born)
    {
        if (birthdays.TryGetValue(Majority(born), out var persons))
        {
            persons.Remove(person);
        }
    }

    private void NoteOthers(PersonFile person)
    {
        if (person.State.IsAlive && person.State.NonDisclosureEnd is { } end)
        {
            Orders[person.Id] = end;
        }
        else
        {
            Orders.Remove(person.Id);
        }

        if (person.State.IsAlive && !person.Has("004"))
        {
            Unnamed.Add(person.Id);
        }
        else
        {
            Unnamed.Remove(person.Id);
        }

        foreach (var holder in person.Holders())
        {
            if (!this.wards.TryGetValue(holder, out var wards))
            {
                this.wards.Add(holder, wards = []);
            }

            if (!wards.Contains(person.Id))
            {
                wards.Add(person.Id);
            }
        }
    }

    private void Place(int person, bool alive, bool home)
    {
        var slot = slots[person];
        if (slot.Place >= 0 && (!alive || slot.Has(PersonTraits.Resident) != home))
        {
            Leave(person);
        }

        if (alive && slots[person].Place < 0)
        {
            Join(person, home);
        }
    }

    private void Join(int person, bool resident)
    {
        var list = resident ? residents : elsewhere;
        ref var slot = ref slots[person];
        slot.Traits = resident ? slot.Traits | PersonTraits.Resident : slot.Traits & ~PersonTraits.Resident;
        slot.Place = list.Count;
        list.Add(person);
    }

    private void Leave(int person)
    {
        ref var slot = ref slots[person];
        var list = slot.Has(PersonTraits.Resident) ? residents : elsewhere;
        var last = list[^1];
        list[slot.Place] = last;
        slots[last].Place = slot.Place;
        list.RemoveAt(list.Count - 1);
        slot.Place = -1;
    }

    private void Grow(int person)
    {
        if (person >= slots.Length)
        {
            Array.Resize(ref slots, Math.Max(person + 1, slots.Length * 2));
        }
    }
}
