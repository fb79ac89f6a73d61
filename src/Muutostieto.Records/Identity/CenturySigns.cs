namespace Muutostieto.Records.Identity;

/// <summary>
/// The seventh character of a personal identity code. A century has one sign from the start (+, -, A) and, for the 1900s and the 2000s,
/// five more since 1 January 2023, which double the codes that a day has.
/// </summary>
public static class CenturySigns
{
    /// <summary>The sign of the 1800s, which never ran out.</summary>
    public const string Of1800 = "+";

    /// <summary>The signs of the 1900s in the order in which they are taken into use.</summary>
    public const string Of1900 = "-YXWVU";

    /// <summary>The signs of the 2000s in the order in which they are taken into use.</summary>
    public const string Of2000 = "ABCDEF";

    /// <summary>
    /// The signs of the century in which the year lies, in the order in which they are taken into use; empty when it has none.
    /// </summary>
    public static string Of(int year) => (year / 100) switch
    {
        18 => Of1800,
        19 => Of1900,
        20 => Of2000,
        _ => "",
    };

    /// <summary>The first year of the sign's century, or 0 when it is no century sign.</summary>
    public static int FirstYear(char sign) => sign switch
    {
        '+' => 1800,
        '-' or (>= 'U' and <= 'Y') => 1900,
        >= 'A' and <= 'F' => 2000,
        _ => 0,
    };
}
