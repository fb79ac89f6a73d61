namespace Muutostieto.Disclosure.Purposes;

/// <summary>
/// Which ban stops which purpose (28 § of law 661/2009). Direct marketing includes market and opinion research, but no scientific research.
/// The ban on updating customer registers does not stop an authority. What is not named here is not stopped.
/// </summary>
internal static class BanRule
{
    /// <param name="ban">A ban in force.</param>
    /// <param name="purpose">What the data is for.</param>
    /// <param name="isAuthority">Whether the recipient is an authority.</param>
    public static bool Stops(DisclosureBan ban, Purpose purpose, bool isAuthority) => (ban, purpose) switch
    {
        (DisclosureBan.DirectMarketing, Purpose.DirectMarketing or Purpose.MarketResearch) => true,
        (DisclosureBan.Genealogy, Purpose.Genealogy) => true,
        (DisclosureBan.Directory, Purpose.Directory) => true,
        (DisclosureBan.ContactData, Purpose.AddressService) => true,
        (DisclosureBan.CustomerRegister, Purpose.CustomerRegisterUpdate) => !isAuthority,
        _ => false,
    };

    /// <summary>Whether any ban stops the purpose.</summary>
    public static bool IsEverStopped(Purpose purpose, bool isAuthority) =>
        Enum.GetValues<DisclosureBan>().Any(ban => Stops(ban, purpose, isAuthority));
}
