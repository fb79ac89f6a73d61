namespace Muutostieto.Disclosure.Purposes;

/// <summary>What an extract is used for. Decides which bans of the persons stop it, see <see cref="BanRule"/>.</summary>
public enum Purpose
{
    /// <summary><c>authority-task</c>: a task that the law gives to the recipient. No ban stops it.</summary>
    AuthorityTask,

    /// <summary><c>scientific-research</c>. No ban stops it.</summary>
    ScientificResearch,

    /// <summary><c>statistics</c>. No ban stops it.</summary>
    Statistics,

    /// <summary><c>customer-register-update</c>: bringing a register of customers, members or the like up to date.</summary>
    CustomerRegisterUpdate,

    /// <summary><c>market-research</c>: market and opinion research.</summary>
    MarketResearch,

    /// <summary><c>direct-marketing</c>: also distance selling and other advertising.</summary>
    DirectMarketing,

    /// <summary><c>genealogy</c>.</summary>
    Genealogy,

    /// <summary><c>directory</c>: a published directory of persons (henkilömatrikkeli).</summary>
    Directory,

    /// <summary><c>address-service</c>: giving single addresses and contact data to the public.</summary>
    AddressService,
}
