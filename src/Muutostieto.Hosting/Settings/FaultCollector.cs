namespace Muutostieto.Hosting.Settings;

internal sealed class FaultCollector
{
    private readonly List<ConfigurationFault> faults = [];

    public void Add(JsonPlace place, string message, string remedy, FaultKind kind = FaultKind.Error) =>
        faults.Add(new ConfigurationFault(place.File, place.Line, place.Path, message, remedy) { Column = place.Column, Kind = kind });

    public ConfigurationReport Report() => new([.. faults
        .OrderBy(fault => fault.File, StringComparer.Ordinal)
        .ThenBy(fault => fault.Line)
        .ThenBy(fault => fault.Column)
        .Distinct()]);
}
