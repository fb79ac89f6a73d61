using System.IO.Abstractions;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;

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
    internal DataFolder Data =>
        Configuration is { } configuration
            ? new DataFolder(Files, configuration.Settings with { DataDirectory = DataDirectory })
            : new DataFolder(Files, DataDirectory);
}
