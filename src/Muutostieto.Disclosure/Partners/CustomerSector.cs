namespace Muutostieto.Disclosure.Partners;

/// <summary>
/// The line of business of an end customer, as far as it decides something: banks, insurers and gaming companies keep their registers of
/// customers by law, which a ban on updating customer registers does not stop.
/// </summary>
public enum CustomerSector
{
    /// <summary><c>other</c>: every other one.</summary>
    Other,

    /// <summary><c>bank</c>.</summary>
    Bank,

    /// <summary><c>insurer</c>.</summary>
    Insurer,

    /// <summary><c>gaming</c>: a company of games for money (rahapeliyhtiö).</summary>
    Gaming,
}
