using Muutostieto.Disclosure.Partners;

namespace Muutostieto.Disclosure.Purposes;

/// <summary>Who the user of data is, by what is known of the recipient and its end customer.</summary>
public static class DataUsers
{
    /// <param name="isAuthority">Whether the recipient is an authority.</param>
    /// <param name="sector">Of the end customer, by its contract; null where there is none.</param>
    public static DataUser Of(bool isAuthority, CustomerSector? sector) => sector switch
    {
        CustomerSector.Bank or CustomerSector.Insurer or CustomerSector.Gaming => DataUser.KeeperByLaw,
        null when isAuthority => DataUser.Authority,
        _ => DataUser.Other,
    };
}
