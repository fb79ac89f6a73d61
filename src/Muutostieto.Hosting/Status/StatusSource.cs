using System.IO.Abstractions;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Status;

/// <summary>Where a status is read from.</summary>
/// <param name="Configuration">The configuration in force; null when there is none.</param>
/// <param name="ConfigurationFault">What is wrong in the configuration's files; null when nothing is.</param>
/// <param name="DataDirectory">The folder of register, ledger and outbox.</param>
/// <param name="Words">The words of remedies.</param>
/// <param name="Files">Where all of them are.</param>
public sealed record StatusSource(
    Configuration? Configuration,
    string? ConfigurationFault,
    string DataDirectory,
    IRemedyWords Words,
    IFileSystem Files)
{
    /// <summary>A status reads the register once from end to end: pages at hand gain it nothing.</summary>
    private const int CacheKilobytes = 2_048;

    internal DataFolder Data =>
        Configuration is { } configuration
            ? new DataFolder(Files, configuration.Settings with { DataDirectory = DataDirectory })
            : new DataFolder(Files, DataDirectory);

    /// <summary>The register, waited for no longer than one who looks at a status would.</summary>
    internal IRegister OpenRegister() => Data.Register.OpenRead(TimeSpan.FromSeconds(2), CacheKilobytes);
}
