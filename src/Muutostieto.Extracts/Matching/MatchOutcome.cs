namespace Muutostieto.Extracts.Matching;

/// <summary>
/// What became of a row. The numbers are the codes of results (<c>tulos</c>). Of one person several may be true: the first of 11, 7 (when
/// the recipient may know nothing), 10, 8, 7, 6, 4 and 1 counts.
/// </summary>
public enum MatchOutcome
{
    /// <summary>Exactly one person.</summary>
    Matched = 1,

    /// <summary>Two persons or more fit the method that first found one. No data.</summary>
    Ambiguous = 2,

    /// <summary>No person; or one of which the recipient may know nothing, see <see cref="MatchAnswer"/>. No data.</summary>
    NoMatch = 3,

    /// <summary>Exactly one person, who had the code before and has another one now, which is returned.</summary>
    CodeReplaced = 4,

    /// <summary>The code is no identity code: its length, characters, sign, day or check character. No data.</summary>
    MalformedCode = 5,

    /// <summary>Exactly one person, who is dead.</summary>
    Deceased = 6,

    /// <summary>
    /// Exactly one person, who is under a non-disclosure order. A recipient with the right of 37 §, or with a right to know of the order,
    /// gets what that right allows.
    /// </summary>
    Protected = 7,

    /// <summary>The code is a person's, and the name or the day of birth beside it is not that person's. No data.</summary>
    Conflict = 8,

    /// <summary>
    /// No code, and surname, first names or day of birth missing; or a day of birth that cannot be read. No data.
    /// </summary>
    TooLittleData = 9,

    /// <summary>Exactly one person, who has a ban that stops the purpose. No data.</summary>
    Banned = 10,

    /// <summary>Exactly one person, who is outside the area of the permit. No data.</summary>
    OutsidePermit = 11,
}
