using System.Text;
using Muutostieto.Records.Identity;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Register.Tests.Support;

/// <summary>Buildings that a test needs; their codes are of the artificial series.</summary>
internal static class SomeBuilding
{
    public static string Code(int number) => BuildingCode.Create(BuildingCode.FirstArtificial + number).ToString();

    public static NewBuildingVersion House(int number, string municipality = "205") => new()
    {
        Code = Code(number),
        Municipality = municipality,
        Document = Some.Document($"building {number}"),
        Dwellings = [new NewDwelling($"dwelling {number}", default)],
    };

    public static NewBuildingEntry Entry(NewBuildingVersion version) => new("XRA", "20260105", "0", "1", Some.Document("record"), version);

    public static BuildingOwner Owner(long person, string says = "owns") => new(person, "", Some.Document(says));

    public static DwellingPlace Flat(int number) => DwellingPlace.Of("1", "A", $"{number}", "");

    public static AppendedBuilding AppendOne(this IRegisterWriter writer, NewBuildingEntry entry)
    {
        using var transaction = writer.Begin();
        var appended = transaction.Buildings.Append(entry);
        transaction.Commit();
        return appended;
    }

    public static List<string> Scanned(this IRegister register, JournalKey asOf, params string[] municipalities)
    {
        var seen = new List<string>();
        register.Buildings.Scan(asOf, municipalities, (in BuildingRow row) =>
            seen.Add($"{row.BuildingId} {Encoding.UTF8.GetString(row.Code)} {Encoding.UTF8.GetString(row.Document)}"));
        return seen;
    }
}
