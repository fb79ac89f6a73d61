namespace Muutostieto.Disclosure.Permits;

/// <summary>The residents of a county's municipalities.</summary>
/// <param name="County">Two digits.</param>
public sealed record CountyArea(string County) : ResidenceArea
{
    public override IEnumerable<string> CodesIn(MunicipalityDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return directory.MunicipalitiesOf(County).Select(municipality => municipality.Code);
    }

    private protected override string? FaultIn(MunicipalityDirectory directory) =>
        CodesIn(directory).Any() ? null : $"the county {County} has no municipalities";
}
