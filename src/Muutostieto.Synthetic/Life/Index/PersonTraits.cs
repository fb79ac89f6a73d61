namespace Muutostieto.Synthetic.Life.Index;

/// <summary>What events ask of a person before the person's document is read.</summary>
[Flags]
internal enum PersonTraits : byte
{
    None = 0,
    Known = 1,
    Male = 2,

    /// <summary>In the list of residents rather than in that of those who live elsewhere.</summary>
    Resident = 4,
    Married = 8,

    /// <summary>Not a Finnish citizen.</summary>
    Foreign = 16,

    /// <summary>Has prohibited the disclosure of data for a purpose.</summary>
    Prohibiting = 32,
}
