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

    /// <summary>What was merged and is listed with no county any more counts as of the county that it is part of now.</summary>
    private protected override IEnumerable<string> FormerIn(MunicipalityDirectory directory) =>
        directory.Mergers
            .Where(merger => directory.Municipality(merger.Code) is null && directory.SuccessorOf(merger.Code)?.County == County)
            .Select(merger => merger.Code);

    private protected override string? FaultIn(MunicipalityDirectory directory) =>
        CodesIn(directory).Any() ? null : $"the county {County} has no municipalities";
}
