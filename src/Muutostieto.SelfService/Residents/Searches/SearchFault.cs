namespace Muutostieto.SelfService.Residents.Searches;

/// <summary>What is wrong with a field of a search. A page words it.</summary>
public enum SearchFault
{
    /// <summary>It is empty and must not be.</summary>
    Missing,

    /// <summary>It is no value of its kind: no number, no day, no code.</summary>
    Unreadable,

    /// <summary>It is beyond what there can be: an age over 150, a day to come, a code that does not exist.</summary>
    OutOfRange,

    /// <summary>The end lies before the beginning.</summary>
    Reversed,

    /// <summary>There are more values, or longer ones, than are taken.</summary>
    TooMany,

    /// <summary>The permit does not have what the search looks at, or not this municipality.</summary>
    OutsidePermit,

    /// <summary>It has an identity code, which must not be kept there.</summary>
    HasIdentityCode,
}
