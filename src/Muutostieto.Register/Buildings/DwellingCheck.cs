using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Register.Buildings;

/// <summary>Looks whether the dwelling id of every living resident names a dwelling.</summary>
public static class DwellingCheck
{
    private const string DwellingId = "909";

    /// <summary>Reads every living resident once, as of one key. Memory does not grow with them.</summary>
    /// <param name="register">The register.</param>
    /// <param name="catalog">The layouts of persons.</param>
    /// <param name="cancellation">Ends it between two persons.</param>
    public static DwellingCheckResult Run(IRegister register, GroupCatalog catalog, CancellationToken cancellation = default)
    {
        var (asOf, reader, groups) = (register.LatestKey(), new JsonRecordReader(catalog), new Record());
        var result = new DwellingCheckResult(0, 0, 0, 0);

        // One municipality after the other: its buildings lie together.
        foreach (var municipality in register.Status().Municipalities.Keys)
        {
            register.ScanResidents(
                asOf,
                [municipality],
                (in row) =>
                {
                    reader.Read(row.Document, groups);
                    if (groups.IndexOf(DwellingId) is >= 0 and var home)
                    {
                        result = Judge(register.Buildings, groups, home, asOf, result);
                    }
                },
                cancellation);
        }

        return result;
    }

    private static DwellingCheckResult Judge(
        IBuildings buildings, Record groups, int home, JournalKey asOf, DwellingCheckResult result)
    {
        result = result with { Residents = result.Residents + 1 };
        var code = groups.Text(home, "rakennustunnus");
        if (buildings.FindId(code, asOf) is not { } building)
        {
            return result with { NoBuilding = result.NoBuilding + 1 };
        }

        if (PlaceOf(groups, home) is not { } place || buildings.Resolve(code, place, asOf) is null)
        {
            return result with { NoDwelling = result.NoDwelling + 1 };
        }

        return buildings.At(building, asOf) is { Stands: false } ? result with { Gone = result.Gone + 1 } : result;
    }

    private static DwellingPlace? PlaceOf(Record groups, int home)
    {
        try
        {
            return DwellingPlace.OfResidence(groups, home);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
