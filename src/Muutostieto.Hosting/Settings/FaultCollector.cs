using Muutostieto.Records;

namespace Muutostieto.Hosting.Settings;

/// <summary>Collects what is wrong in a configuration.</summary>
/// <param name="words">The words of remedies.</param>
internal sealed class FaultCollector(IRemedyWords words)
{
    private readonly List<ConfigurationFault> faults = [];

    public void Add(JsonPlace place, string message, string remedy, FaultKind kind = FaultKind.Error) =>
        faults.Add(new ConfigurationFault(place.File, place.Line, place.Path, message, remedy) { Column = place.Column, Kind = kind });

    public void Add(JsonPlace place, string message, Remedy remedy) => Add(place, message, words.Of(remedy));

    public ConfigurationReport Report() => new([.. faults
        .OrderBy(fault => fault.File, StringComparer.Ordinal)
        .ThenBy(fault => fault.Line)
        .ThenBy(fault => fault.Column)
        .Distinct()]);
}
