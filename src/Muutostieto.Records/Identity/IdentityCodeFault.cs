namespace Muutostieto.Records.Identity;

/// <summary>Why a text is no personal identity code: the first fault found, in the order of this list.</summary>
public enum IdentityCodeFault
{
    None = 0,

    /// <summary>Not exactly 11 characters.</summary>
    Length,

    /// <summary>A character where it cannot be: a letter among the digits, a lower-case letter anywhere.</summary>
    Characters,

    /// <summary>The seventh character is not a sign of any century.</summary>
    CenturySign,

    /// <summary>No such day in the century of the sign.</summary>
    Date,

    /// <summary>The individual number is 000 or 001, which are never given.</summary>
    IndividualNumber,

    /// <summary>The check character does not follow from the digits.</summary>
    CheckCharacter,
}
