namespace Muutostieto.Disclosure.Permits;

/// <summary>
/// The methods by which a row of a customer's register is matched with a person, in the order in which they are tried. A method that an
/// order does not have is passed over. The rules for customers are <c>docs/matching.md</c>.
/// </summary>
public enum MatchMethod
{
    /// <summary><c>M1</c>: the identity code is a person's code in force.</summary>
    IdentityCode = 1,

    /// <summary><c>M2</c>: it is a code that one person had before.</summary>
    FormerCode = 2,

    /// <summary><c>M3</c>: surname, all first names and day of birth.</summary>
    FullName = 3,

    /// <summary><c>M4</c>: surname, first first name or name used, and day of birth.</summary>
    OneName = 4,

    /// <summary><c>M5</c>: as M3 or M4, without diacritics except those of å, ä and ö.</summary>
    Folded = 5,

    /// <summary><c>M6</c>: as M3 or M4, and M5 where the order has it, with the person's former names too.</summary>
    FormerName = 6,
}
