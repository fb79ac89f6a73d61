using Muutostieto.SelfService.Applications;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>How the state of an application or order is coloured.</summary>
internal static class MatterLevel
{
    internal static string Of(MatterState state) => state switch
    {
        MatterState.Approved => "good",
        MatterState.Refused => "bad",
        MatterState.Draft => "warning",
        _ => "waiting",
    };
}
