namespace Muutostieto.Records.Lists;

/// <summary>The names of faults in result files. A written contract.</summary>
public static class ListFaults
{
    public static string WireName(this ListFault fault) => fault switch
    {
        ListFault.Length => "length",
        ListFault.Characters => "characters",
        ListFault.CenturySign => "century-sign",
        ListFault.Date => "date",
        ListFault.IndividualNumber => "individual-number",
        ListFault.CheckCharacter => "check-character",
        ListFault.Action => "action",
        ListFault.Unknown => "unknown",
        ListFault.Ambiguous => "ambiguous",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };

    /// <summary>What is wrong, for people.</summary>
    public static string Describe(this ListFault fault) => fault switch
    {
        ListFault.Length => "not 12 characters, expected an identity code and L or P",
        ListFault.Characters => "a character where it cannot be in an identity code",
        ListFault.CenturySign => "no sign of any century in the identity code",
        ListFault.Date => "no such day in the identity code",
        ListFault.IndividualNumber => "an individual number in the identity code that is never given",
        ListFault.CheckCharacter => "a wrong check character in the identity code",
        ListFault.Action => "neither L (add) nor P (remove) at the end",
        ListFault.Unknown => "no person in the register has the identity code",
        ListFault.Ambiguous => "a former identity code of several persons; expected the code in force",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };
}
