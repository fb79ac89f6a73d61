namespace Muutostieto.Disclosure.Permits;

/// <summary>What a grantee is to the price list.</summary>
public enum RecipientKind
{
    /// <summary><c>authority</c>: of the state, a municipality or a wellbeing services county. Change deliveries are free.</summary>
    Authority,

    /// <summary><c>other</c>: every other recipient. Change deliveries have the price of the settings.</summary>
    Other,
}
