namespace Muutostieto.SelfService.Access;

/// <summary>What a user may be here. One user may have several roles; which, the provider's claims say.</summary>
public enum Role
{
    /// <summary>Picks residents of its own municipality under its municipality's permit.</summary>
    Municipality,

    /// <summary>Applies, orders and fetches for a recipient: an authority, a researcher, a partner.</summary>
    Customer,

    /// <summary>Decides what customers apply for and order, and looks after deliveries.</summary>
    Operator,

    /// <summary>Asks who received a person's data, and verifies the chain.</summary>
    Auditor,
}
