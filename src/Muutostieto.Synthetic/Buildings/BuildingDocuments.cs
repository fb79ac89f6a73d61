using System.Globalization;
using Muutostieto.Register.Buildings;
using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Documents;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Buildings;

/// <summary>
/// Writes buildings as documents that pass every check of a building notice; of old ones some measures may be missing. Coordinates are
/// invented: each municipality has a square of its own on a grid over the country, which is not where it really is.
/// </summary>
internal sealed class BuildingDocuments : IDisposable
{
    private const int AreasPerMunicipality = 6;

    private readonly DocumentBuilder document = new();
    private readonly BuildingGroups groups;
    private readonly DocumentBuilder owner = new();

    public BuildingDocuments() => groups = new BuildingGroups(document);

    /// <summary>The document of one owner.</summary>
    public byte[] Owner(Action<DocumentBuilder> fill)
    {
        owner.BeginBuilding("");
        fill(owner.Group("969"u8));
        return owner.End();
    }

    public NewBuildingVersion Write(BuildingDraft draft, IReadOnlyList<BuildingOwner> owners, Dice dice)
    {
        var measures = BuildingMeasures.Of(draft, dice);
        var code = draft.Code.ToString();
        document.BeginBuilding(code);
        document.Group("931"u8).Text("tunnus"u8, code).Code("voimassaolo"u8, 1);
        document.Group("932"u8).Text("kuntakoodi"u8, draft.Municipality);
        document.Group("933"u8).Text(
            "kiinteistotunnus"u8,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{draft.Municipality}{dice.Between(401, 499):D3}{dice.Between(1, 999):D4}{dice.Between(0, 400):D4}"));
        WritePlace(draft, dice);
        document.Group("937"u8).Text("kayttotarkoitus"u8, draft.Kind.Use);
        document.Group("938"u8).Text("rakennusluokka"u8, draft.Kind.Class);
        document.Group("939"u8).Text("kayttotila"u8, draft.Kind.State);
        document.Group("940"u8).Date("valmistumispv"u8, draft.Completed);
        groups.WriteMeasures(measures);
        groups.WriteTechnology(draft, measures, dice);
        var area = dice.Between(1, AreasPerMunicipality);
        document.Group("965"u8).Code("hallintaperuste"u8, dice.Hits(8800) ? 1 : 2);
        document.Group("966"u8)
            .Number("numero"u8, area, 3)
            .Text("kuntakoodi"u8, draft.Municipality)
            .Text("nimi"u8, string.Create(CultureInfo.InvariantCulture, $"Äänestysalue {area}"));
        groups.WriteUnits(draft, measures, dice);
        return new NewBuildingVersion
        {
            Code = code,
            Municipality = draft.Municipality,
            Document = document.End(),
            Owners = owners,
            Dwellings = [.. draft.Units.Select(unit => new NewDwelling(unit.PermanentId, unit.Place))],
        };
    }

    public void Dispose()
    {
        document.Dispose();
        owner.Dispose();
    }

    private void WritePlace(BuildingDraft draft, Dice dice)
    {
        var (north, east) = MunicipalSquare.Point(ReferenceTable.Number(draft.Municipality), dice);
        document.Group("934"u8)
            .Number("pohjoiskoordinaatti"u8, north, 7)
            .Number("itakoordinaatti"u8, east, 6)
            .Text("sijaintiepavarmuus"u8, dice.Hits(8000) ? "A" : "4");
        document.Group("935"u8).Text("postinumero"u8, draft.Street.PostalCode);
        document.Group("936"u8)
            .Code("osoitenumero"u8, 1)
            .Text("katunimi_fi"u8, draft.Street.Finnish)
            .Text("katunimi_sv"u8, draft.Street.Swedish)
            .Text("katunumero"u8, draft.Number)
            .Text("postinumero"u8, draft.Street.PostalCode);
    }
}
