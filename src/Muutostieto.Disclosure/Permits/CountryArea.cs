namespace Muutostieto.Disclosure.Permits;

/// <summary>
/// Everyone in the register: the residents of all municipalities, and who has none, lives abroad or has died. For orders alone: extracts
/// are of residents in any case, and customers' registers have persons who have moved away.
/// </summary>
public sealed record CountryArea : ResidenceArea
{
    /// <summary>No municipality of residence in Finland, unknown, abroad (DVV's code set of municipalities).</summary>
    private static readonly string[] WithoutMunicipality = ["198", "199", "200"];

    public override IEnumerable<string> CodesIn(MunicipalityDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return directory.Municipalities.Select(municipality => municipality.Code)
            .Concat(directory.Mergers.Select(merger => merger.Code))
            .Concat(WithoutMunicipality);
    }

    /// <summary>The dead keep the code that their municipality had.</summary>
    private protected override string OnDay(MunicipalityDirectory directory, string code, DateOnly day) => code;

    private protected override string? FaultIn(MunicipalityDirectory directory) => null;
}
