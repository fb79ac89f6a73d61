using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Settings;
using Muutostieto.SelfService.Residents;
using Muutostieto.SelfService.Store;

namespace Muutostieto.Server.SelfService;

/// <summary>What the self-service answers with.</summary>
/// <param name="Settings">Its limits, and who says who a user is.</param>
/// <param name="DataDirectory">Where the keys of cookies are.</param>
/// <param name="Files">The disk.</param>
/// <param name="Store">Sessions, forms, drafts.</param>
/// <param name="Municipalities">Those that there are, as of now.</param>
/// <param name="Login">The client's secret, and who is trusted.</param>
/// <param name="Certificate">Null: HTTP.</param>
internal sealed record SelfServiceParts(
    SelfServiceSettings Settings,
    string DataDirectory,
    IFileSystem Files,
    SelfServiceStore Store,
    Func<MunicipalityDirectory> Municipalities,
    LoginFiles Login,
    ServerCertificate? Certificate)
{
    /// <summary>The municipality's service; null: its pages are not served.</summary>
    public ResidentService? Residents { get; init; }

    /// <summary>The services of recipients, operators and auditors; null: their pages are not served.</summary>
    public OfficeServices? Offices { get; init; }
}
