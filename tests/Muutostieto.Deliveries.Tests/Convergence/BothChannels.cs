namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>What files and interface both have fields for.</summary>
internal static class BothChannels
{
    private const int Residence = 5;
    private const string WithMother = "2";

    /// <summary>
    /// Files have a sentence in place of a protected address, where the interface names the fields that are withheld; and the interface has
    /// no field for a guardian's municipality and dates, no name for other kinds of e-mail, none for a guardian's right, and one only for
    /// the person that a child lives with.
    /// </summary>
    /// <param name="group">A group as a line of its values.</param>
    /// <returns>The line as both channels have it; null for a group of files alone.</returns>
    internal static string? Shared(string group) => group[..4] switch
    {
        "3201" when group.StartsWith("3201 T301|", StringComparison.Ordinal) => null,
        "1011" when group.StartsWith("1011 ***", StringComparison.Ordinal) => "1011 ***",
        "3051" => WithKnownResidence(group),
        "3071" => string.Join('|', group.Split('|')[..2]),
        "4211" => group.Replace("4211 99|", "4211 |", StringComparison.Ordinal),
        _ => group,
    };

    private static string WithKnownResidence(string group)
    {
        var fields = group.Split('|');
        fields[Residence] = fields[Residence] == WithMother ? WithMother : "";
        return string.Join('|', fields);
    }
}
