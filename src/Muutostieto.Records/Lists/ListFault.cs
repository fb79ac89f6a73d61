namespace Muutostieto.Records.Lists;

/// <summary>Why a line of an identity-code list is refused. The other lines are taken.</summary>
public enum ListFault
{
    /// <summary>Not 12 characters: an identity code and L or P.</summary>
    Length,

    /// <summary>A character where it cannot be.</summary>
    Characters,

    /// <summary>The seventh character is not a sign of any century.</summary>
    CenturySign,

    /// <summary>No such day in the century of the sign.</summary>
    Date,

    /// <summary>The individual number is never given.</summary>
    IndividualNumber,

    /// <summary>The check character does not follow from the digits.</summary>
    CheckCharacter,

    /// <summary>The last character is neither L nor P.</summary>
    Action,

    /// <summary>The register has no person with the code.</summary>
    Unknown,

    /// <summary>The code is a former code of several persons and names none of them.</summary>
    Ambiguous,
}
