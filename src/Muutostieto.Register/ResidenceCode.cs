namespace Muutostieto.Register;

/// <summary>The values of the municipality field that are not municipalities.</summary>
public static class ResidenceCode
{
    /// <summary>
    /// False for no number at all, 000 (masked), 198 (no municipality of residence in Finland), 199 (unknown) and 200 (abroad);
    /// true for every other, abolished municipalities too.
    /// </summary>
    public static bool IsMunicipality(string? code) => code is not (null or "" or "000" or "198" or "199" or "200");
}
