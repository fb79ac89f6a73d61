namespace Muutostieto.Disclosure.Partners;

/// <summary>
/// What must be printed where an address from the register is used: the register, who delivered the address, and that the sender was
/// not given it. The condition is public; the words are ours.
/// </summary>
/// <param name="Fi">In Finnish.</param>
/// <param name="Sv">In Swedish.</param>
public sealed record SourceLabel(string Fi, string Sv)
{
    /// <summary>The label of a partner that has none of its own.</summary>
    public static SourceLabel Of(string partner) => new(
        $"Osoitelähde: väestötietojärjestelmä. Osoitteen toimitti {partner}. Tietoja ei ole luovutettu lähettäjälle.",
        $"Adresskälla: befolkningsdatasystemet. Adressen levererades av {partner}. Uppgifterna har inte lämnats ut till avsändaren.");
}
