using Muutostieto.Hosting.Connections;
using Muutostieto.Hosting.Settings;
using Muutostieto.Interface.Calls;

namespace Muutostieto.Server.Interface;

/// <summary>What the interface answers with.</summary>
/// <param name="Settings">Its limits.</param>
/// <param name="Connections">Who may ask.</param>
/// <param name="Calls">The calls by the configuration in force.</param>
/// <param name="Document">The OpenAPI document, in UTF-8.</param>
/// <param name="Figures">Counts the calls.</param>
/// <param name="Notes">Remembers what was fetched.</param>
/// <param name="Certificate">Null: HTTP.</param>
internal sealed record InterfaceParts(
    InterfaceSettings Settings,
    ConnectionDirectory Connections,
    Func<InterfaceCalls> Calls,
    Func<byte[]> Document,
    CallFigures Figures,
    FetchNotes Notes,
    ServerCertificate? Certificate);
