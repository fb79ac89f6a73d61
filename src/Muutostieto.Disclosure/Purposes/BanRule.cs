namespace Muutostieto.Disclosure.Purposes;

/// <summary>
/// Which ban stops which purpose (28 § of law 661/2009). Direct marketing includes market and opinion research, but no scientific research.
/// The ban on updating customer registers stops neither an authority nor a register of customers that a bank, an insurer or a gaming
/// company keeps by law. What is not named here is not stopped. Source: the public pages of the Digital and Population Data Services Agency
/// on bans; that no ban stops an authority's task is general knowledge.
/// </summary>
internal static class BanRule
{
    /// <param name="ban">A ban in force.</param>
    /// <param name="purpose">What the data is for.</param>
    /// <param name="user">Who uses the data.</param>
    public static bool Stops(DisclosureBan ban, Purpose purpose, DataUser user) => (ban, purpose) switch
    {
        (DisclosureBan.DirectMarketing, Purpose.DirectMarketing or Purpose.MarketResearch) => true,
        (DisclosureBan.Genealogy, Purpose.Genealogy) => true,
        (DisclosureBan.Directory, Purpose.Directory) => true,
        (DisclosureBan.ContactData, Purpose.AddressService) => true,
        (DisclosureBan.CustomerRegister, Purpose.CustomerRegisterUpdate) => user == DataUser.Other,
        _ => false,
    };

    /// <summary>Whether any ban stops the purpose.</summary>
    public static bool IsEverStopped(Purpose purpose, DataUser user) =>
        Enum.GetValues<DisclosureBan>().Any(ban => Stops(ban, purpose, user));
}
