using Muutostieto.Records.Model;
using Muutostieto.Records.Places;
using Muutostieto.Records.Tables;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Extracts.Tables;

/// <summary>
/// The public layout of the extract for waste management (jätehuoltopoiminta): buildings (R1), addresses (R3), owners (R4), dwellings with
/// their oldest residents (R9). Codes are text with their zeros, dates VVVVKKPP, what is not known is empty. No row comes twice. Columns of
/// which the register knows nothing, or whose codes no public source gives, are there and empty.
/// </summary>
/// <param name="towns">Names of post towns.</param>
internal sealed class WasteManagementTables(PostTowns towns) : IRowTables
{
    private static readonly (string Heading, string Group, string Field)[] OfBuildings =
    [
        ("Rakennuksen tila", "", ""),
        ("Sijaintikiinteistön tunnus", "933", "kiinteistotunnus"),
        ("Kiinteistöyksikön nimi", "", ""),
        ("Muuttuvan rak.tunnuksen kiinteistötunnus", "", ""),
        ("Tarkistusmerkki", "", ""),
        ("Rakennusnumero", "", ""),
        ("Kiinteistöyksikön määräalan tunnus", "", ""),
        ("Postinumero", "935", "postinumero"),
        ("Valmistumispäivä", "940", "valmistumispv"),
        ("Hallintaperuste", "965", "hallintaperuste"),
        ("Julkisivumateriaali", "945", "julkisivumateriaali"),
        ("Kerrosala", "941", "kerrosala"),
        ("Kerrosluku", "944", "kerrosluku"),
        ("Kokonaisala", "942", "kokonaisala"),
        ("Tilavuus", "943", "tilavuus"),
        ("Kellariala", "", ""),
        ("Käytössäolotilanne", BuildingState.Use, "kayttotila"),
        ("Käytössäolotilanteen muutospäivä", BuildingState.Use, "ilmoituspv"),
        ("Käyttötarkoitus", "937", "kayttotarkoitus"),
        ("Viemäri", "952", "viemari_varustetieto"),
        ("Viemäriliittymä", "964", "viemari_verkostoliittymatieto"),
        ("Pohjoiskoordinaatti", "934", "pohjoiskoordinaatti"),
        ("Itäkoordinaatti", "934", "itakoordinaatti"),
        ("Koordinaattivarmuus", "934", "sijaintiepavarmuus"),
        ("Rakennusluokka", "938", "rakennusluokka"),
    ];

    /// <summary>Areas, storeys and volume are numbers without zeros before them.</summary>
    private static readonly string[] Measures = ["941", "942", "943", "944"];

    private static readonly (string Heading, string Field)[] OfAddresses =
    [
        ("Osoitenumero", "osoitenumero"),
        ("Kadunnimi suomeksi", "katunimi_fi"),
        ("Kadunnimi ruotsiksi", "katunimi_sv"),
        ("Katunumero", "katunumero"),
        ("Postinumero", "postinumero"),
    ];

    private static readonly (string Heading, string Field)[] OfContacts =
    [
        ("Omistajan kotikunta", "kotikunta"),
        ("Omistajan äidinkieli", "aidinkieli"),
        ("Omistajan kuolinpäivä", "kuolinpv"),
        ("Vakinainen kotimainen asuinosoite", "lahiosoite"),
        ("Postinumero", "postinumero"),
        ("Postitoimipaikka", "postitoimipaikka"),
        ("Osoitteen alkupäivä", "alkupv"),
        ("Postiosoite", "postiosoite"),
        ("Postiosoitteen postinumero", "postiosoitteen_postinumero"),
        ("Postiosoitteen postitoimipaikka", "postiosoitteen_postitoimipaikka"),
        ("Ulkomainen lähiosoite", "ulkomainen_lahiosoite"),
        ("Ulkomainen paikkakunta", "ulkomainen_paikkakunta"),
        ("Ulkomaisen osoitteen valtion postinimi", ""),
        ("Valtiokoodi", "ulkomainen_maa"),
        ("Valtion nimi", ""),
    ];

    private static readonly (string Heading, string Field)[] OfDwellings =
    [
        ("Osoitenumero", "osoitenumero"),
        ("Huoneiston vanhin asukas", "vanhin_asukas"),
        ("Sukunimi", "sukunimi"),
        ("Etunimet", "etunimet"),
        ("Vakinainen kotimainen asuinosoite", "lahiosoite"),
        ("Postinumero", "postinumero"),
        ("Postitoimipaikka", "postitoimipaikka"),
        ("Osoitteen alkupäivä", "alkupv"),
        ("Vakinaisten asukkaiden lukumäärä", "vakinaisia"),
        ("Tilapäisten asukkaiden lukumäärä", "tilapaisia"),
    ];

    public IReadOnlyList<TableShape> Tables { get; } =
    [
        Shape("r1_rakennus", "R1 rakennus", OfBuildings.Select(column => column.Heading)),
        Shape(
            "r3_osoite",
            "R3 osoite",
            [.. OfAddresses.Select(column => column.Heading), "Postitoimipaikan nimi suomeksi", "Postitoimipaikan nimi ruotsiksi"]),
        Shape(
            "r4_omistaja",
            "R4 omistaja",
            [
                "Henkilötunnus", "Y-tunnus", "Ulkohenkilö", "Omistuksen alkupäivä", "Lajikoodi", "Omistajalaji", "Omistajan nimi",
                .. OfContacts.Select(column => column.Heading),
            ]),
        Shape(
            "r9_huon_asukk",
            "R9 huon asukk",
            ["Huoneistokirjain", "Huoneistonumero", "Jakokirjain", .. OfDwellings.Select(column => column.Heading)]),
    ];

    public string? TableOfAll => Tables[0].Name;

    public bool HasRows(RecordView record) => true;

    public void Write(RecordView record, IReadOnlyList<ITableRows> rows)
    {
        WriteBuilding(record, rows[0]);
        WriteAddresses(record, rows[1]);
        WriteOwners(record, rows[2]);
        WriteDwellings(record, rows[3]);
    }

    private static TableShape Shape(string name, string title, IEnumerable<string> headings) => new(
        name, title, [.. headings.Prepend("Sijaintikunta").Prepend("Rakennustunnus").Select(heading => new TableColumn(heading))]);

    private static void WriteBuilding(RecordView building, ITableRows rows)
    {
        BeginRow(building, rows);
        foreach (var (_, code, field) in OfBuildings)
        {
            var value = code.Length > 0 && building.IndexOf(code) is >= 0 and var group ? building.Value(group, field) : [];
            rows.Write(Measures.Contains(code) ? value.TrimStart((byte)'0') : value);
        }

        rows.EndRow();
    }

    private void WriteAddresses(RecordView building, ITableRows rows)
    {
        foreach (var group in building.AllOf(BuildingState.Address))
        {
            BeginRow(building, rows);
            foreach (var (_, field) in OfAddresses)
            {
                rows.Write(building.Value(group, field));
            }

            var town = towns.Of(building.Value(group, "postinumero"));
            rows.Write(town?.Finnish);
            rows.Write(town?.Swedish);
            rows.EndRow();
        }
    }

    /// <summary>
    /// An outside person, and one that may not be shown, is a row with the kind alone: once, however many there are.
    /// </summary>
    private static void WriteOwners(RecordView building, ITableRows rows)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in building.AllOf(BuildingState.Owner))
        {
            var identity = building.Text(group, "henkilotunnus");
            string[] owner =
            [
                identity, building.Text(group, "y_tunnus"), "", building.Text(group, "alkupv"), "", building.Text(group, "omistajalaji"),
                building.Text(group, "virallinen_nimi") is { Length: > 0 } official
                    ? official
                    : $"{building.Text(group, "sukunimi")} {building.Text(group, "etunimet")}".Trim(),
            ];
            if (!written.Add(string.Join('\n', owner)))
            {
                continue;
            }

            BeginRow(building, rows);
            foreach (var value in owner)
            {
                rows.Write(value);
            }

            WriteContacts(building, identity, rows);
            rows.EndRow();
        }
    }

    private static void WriteContacts(RecordView building, string identity, ITableRows rows)
    {
        var contacts = identity.Length == 0 ? -1 : building.AllOf(BuildingState.Contacts)
            .Where(group => building.Text(group, "henkilotunnus") == identity)
            .DefaultIfEmpty(-1)
            .First();
        foreach (var (_, field) in OfContacts)
        {
            rows.Write(contacts >= 0 && field.Length > 0 ? building.Value(contacts, field) : []);
        }
    }

    /// <summary>A missing letter is a blank, a missing number 000.</summary>
    private static void WriteDwellings(RecordView building, ITableRows rows)
    {
        foreach (var group in building.AllOf(BuildingState.Residents))
        {
            BeginRow(building, rows);
            rows.Write(building.Text(group, "huoneistokirjain") is { Length: > 0 } stair ? stair : " ");
            rows.Write(building.Text(group, "huoneistonumero").PadLeft(3, '0'));
            rows.Write(building.Text(group, "jakokirjain") is { Length: > 0 } split ? split : " ");
            foreach (var (_, field) in OfDwellings)
            {
                rows.Write(building.Value(group, field));
            }

            rows.EndRow();
        }
    }

    private static void BeginRow(RecordView building, ITableRows rows)
    {
        rows.Write(building[HeaderField.IdentityCode]);
        rows.Write(building.IndexOf(BuildingState.Location) is >= 0 and var place ? building.Value(place, "kuntakoodi") : []);
    }
}
