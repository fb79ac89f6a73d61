namespace Muutostieto.Disclosure.Permits;

/// <summary>What a recipient may know of persons under a non-disclosure order for personal safety.</summary>
public enum NonDisclosureRight
{
    /// <summary>Without the right of 37 § of law 661/2009: nothing, they are left out altogether. The default.</summary>
    None,

    /// <summary>With the right of 37 §: they have their records, with a mask in place of every address.</summary>
    Section37,

    /// <summary>
    /// Without the right, but the order and its end date are shown, the municipality masked like the address. Only for a list of persons,
    /// where presence in the files reveals no municipality.
    /// </summary>
    OrderOnly,
}
