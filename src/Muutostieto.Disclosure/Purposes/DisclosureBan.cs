namespace Muutostieto.Disclosure.Purposes;

/// <summary>
/// A purpose for which a person has prohibited the disclosure of the own data (luovutuskielto): the codes of group 910, field
/// <c>laji</c>. Not to be mixed up with non-disclosure for personal safety, which covers every purpose.
/// </summary>
public enum DisclosureBan
{
    /// <summary><c>SUORAMARKKINOINTI</c>.</summary>
    DirectMarketing,

    /// <summary><c>SUKUTUTKIMUS</c>.</summary>
    Genealogy,

    /// <summary><c>HENKILOMATRIKKELI</c>.</summary>
    Directory,

    /// <summary><c>YHTEYSTIETOJEN_LUOVUTUS</c>.</summary>
    ContactData,

    /// <summary><c>ASIAKASREKISTERIN_PAIVITYS</c>.</summary>
    CustomerRegister,
}
