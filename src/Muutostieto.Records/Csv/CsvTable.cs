using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Csv;

/// <summary>One file of the CSV package: a group and which of its fields are columns.</summary>
/// <param name="Spec">The group.</param>
/// <param name="Fields">The fields, in the order of the layout.</param>
public sealed record CsvTable(GroupSpec Spec, IReadOnlyList<FieldSpec> Fields)
{
    /// <summary>A table of all the group's fields.</summary>
    public static CsvTable Of(GroupSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new CsvTable(spec, spec.Fields);
    }

    /// <summary>Name of the file in the package: <c>004_henkilon_nimi.csv</c>.</summary>
    public string FileName => Spec.IsRaw ? "raaka.csv" : $"{Spec.Code}_{Spec.Name}.csv";
}
