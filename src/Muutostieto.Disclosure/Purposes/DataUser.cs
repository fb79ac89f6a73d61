namespace Muutostieto.Disclosure.Purposes;

/// <summary>What the user of the data is to the bans, see <see cref="BanRule"/>.</summary>
public enum DataUser
{
    /// <summary>An authority.</summary>
    Authority,

    /// <summary>Keeps its register of customers by law: a bank, an insurer, a gaming company.</summary>
    KeeperByLaw,

    /// <summary>Everyone else.</summary>
    Other,
}
