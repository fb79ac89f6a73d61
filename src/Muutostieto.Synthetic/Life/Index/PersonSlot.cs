namespace Muutostieto.Synthetic.Life.Index;

/// <summary>What is remembered of a person: 16 bytes.</summary>
internal struct PersonSlot
{
    /// <summary>Day of birth, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int Born;

    /// <summary>Place in the list of residents, or in that of those who live elsewhere; -1 when in neither.</summary>
    public int Place;

    public ushort Municipality;

    public PersonTraits Traits;

    public readonly bool IsMale => Has(PersonTraits.Male);

    public readonly bool Has(PersonTraits trait) => (Traits & trait) != 0;

    /// <summary>Whole years, near enough for rates.</summary>
    public readonly int AgeOn(DateOnly day) => (int)((day.DayNumber - Born) / 365.2425);

    /// <summary>Whether the eighteenth birthday has come.</summary>
    public readonly bool IsAdultOn(DateOnly day) => DateOnly.FromDayNumber(Born).AddYears(18) <= day;
}
