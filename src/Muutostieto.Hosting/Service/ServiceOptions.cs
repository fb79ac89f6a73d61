using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Hosting.Service;

/// <summary>What <c>serve</c> was started with.</summary>
/// <param name="ConfigDirectory">The folder of the configuration.</param>
/// <param name="DataDirectory">The folder of register, ledger and outbox.</param>
/// <param name="Poll">How often the configuration's files are looked at.</param>
/// <param name="Console">Where an operator follows the log; what must be seen before there is a log goes there too.</param>
/// <param name="FillRegister">Fills the register of a trial installation that has none; does nothing where there is one.</param>
/// <param name="Words">The words of remedies.</param>
/// <param name="Disk">Where configuration and data are.</param>
public sealed record ServiceOptions(
    string ConfigDirectory,
    string DataDirectory,
    TimeSpan Poll,
    TextWriter Console,
    Action<Installation, CancellationToken> FillRegister,
    IRemedyWords Words,
    IDiskSync Disk)
{
    /// <summary>Whether it makes deliveries only: status page, interface and self-service are another worker's.</summary>
    public bool WorksOnly { get; init; }
}
