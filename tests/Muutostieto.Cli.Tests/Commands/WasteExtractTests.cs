using System.Globalization;
using System.Xml.Linq;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Records.Identity;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>
/// The extract for waste management: its public layout, whole in itself, and its residents counted anew from records of persons.
/// </summary>
public sealed class WasteExtractTests
{
    /// <summary>Headings of the sheets, as the public layout has them.</summary>
    private static readonly (string Sheet, string Table, string Headings)[] Layout =
    [
        ("R1 rakennus", "r1_", "Rakennustunnus;Sijaintikunta;Rakennuksen tila;Sijaintikiinteistön tunnus;Kiinteistöyksikön nimi;"
            + "Muuttuvan rak.tunnuksen kiinteistötunnus;Tarkistusmerkki;Rakennusnumero;Kiinteistöyksikön määräalan tunnus;Postinumero;"
            + "Valmistumispäivä;Hallintaperuste;Julkisivumateriaali;Kerrosala;Kerrosluku;Kokonaisala;Tilavuus;Kellariala;"
            + "Käytössäolotilanne;Käytössäolotilanteen muutospäivä;Käyttötarkoitus;Viemäri;Viemäriliittymä;Pohjoiskoordinaatti;"
            + "Itäkoordinaatti;Koordinaattivarmuus;Rakennusluokka"),
        ("R3 osoite", "r3_", "Rakennustunnus;Sijaintikunta;Osoitenumero;Kadunnimi suomeksi;Kadunnimi ruotsiksi;Katunumero;Postinumero;"
            + "Postitoimipaikan nimi suomeksi;Postitoimipaikan nimi ruotsiksi"),
        ("R4 omistaja", "r4_", "Rakennustunnus;Sijaintikunta;Henkilötunnus;Y-tunnus;Ulkohenkilö;Omistuksen alkupäivä;Lajikoodi;"
            + "Omistajalaji;Omistajan nimi;Omistajan kotikunta;Omistajan äidinkieli;Omistajan kuolinpäivä;"
            + "Vakinainen kotimainen asuinosoite;Postinumero;Postitoimipaikka;Osoitteen alkupäivä;Postiosoite;Postiosoitteen postinumero;"
            + "Postiosoitteen postitoimipaikka;Ulkomainen lähiosoite;Ulkomainen paikkakunta;Ulkomaisen osoitteen valtion postinimi;"
            + "Valtiokoodi;Valtion nimi"),
        ("R9 huon asukk", "r9_", "Rakennustunnus;Sijaintikunta;Huoneistokirjain;Huoneistonumero;Jakokirjain;Osoitenumero;"
            + "Huoneiston vanhin asukas;Sukunimi;Etunimet;Vakinainen kotimainen asuinosoite;Postinumero;Postitoimipaikka;"
            + "Osoitteen alkupäivä;Vakinaisten asukkaiden lukumäärä;Tilapäisten asukkaiden lukumäärä"),
    ];

    private TestInstallation installation = null!;
    private WasteOrders orders = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        orders = new WasteOrders(installation);
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "900", "--seed", "5")).AssertDone();
        (await installation.RunAsync("register", "simulate", "--weeks", "30", "--seed", "3")).AssertDone();
        orders.WritePersons("henkilot");
        orders.Write("jatehuolto", formats: "\"csv\", \"xlsx\", \"parquet\"");
        (await installation.RunAsync("extract", "run", "henkilot")).AssertDone();
        (await installation.RunAsync("extract", "run", "jatehuolto")).AssertDone();
    }

    [OneTimeTearDown]
    public void TearDown() => installation.Dispose();

    [Test]
    public void The_headings_of_its_sheets_and_files_are_those_of_the_public_layout()
    {
        using var zip = System.IO.Compression.ZipFile.OpenRead(Directory.GetFiles(orders.Download, "*_002.xlsx").Single());
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var sheets = Part("xl/workbook.xml").Descendants(main + "sheet").Select(sheet => sheet.Attribute("name")!.Value);
        Assert.That(sheets, Is.EqualTo(Layout.Select(table => table.Sheet)));
        foreach (var (number, (sheet, table, headings)) in Layout.Index())
        {
            var first = Part(FormattableString.Invariant($"xl/worksheets/sheet{number + 1}.xml")).Descendants(main + "row").First();
            Assert.That(string.Join(';', first.Descendants(main + "t").Select(cell => cell.Value)), Is.EqualTo(headings), sheet);
            Assert.That(string.Join(';', orders.Rows(2, table)[0].Keys), Is.EqualTo(headings), table);
        }

        XElement Part(string name)
        {
            using var stream = zip.GetEntry(name)!.Open();
            return XElement.Load(stream);
        }
    }

    [Test]
    public void Every_row_is_of_a_building_that_is_there_once_and_no_row_comes_twice()
    {
        var buildings = orders.Rows(2, "r1_").Select(row => row["Rakennustunnus"]).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(buildings, Has.Count.GreaterThan(500).And.Unique.And.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
            Assert.That(buildings.All(code => BuildingCode.TryParse(code, out _)), Is.True);
            foreach (var table in new[] { "r3_", "r4_", "r9_" })
            {
                var rows = orders.Rows(2, table);
                Assert.That(rows.Select(row => row["Rakennustunnus"]).Except(buildings), Is.Empty, table);
                Assert.That(rows.Select(row => string.Join(';', row.Values)), Is.Unique, table);
                Assert.That(rows, Has.Count.GreaterThan(300), table);
            }
        }
    }

    [Test]
    public void Each_resident_that_may_be_known_is_counted_once_and_the_oldest_of_a_dwelling_is_named()
    {
        var homes = Residents().GroupBy(person => person.Home).ToDictionary(
            home => home.Key, home => (Count: home.Count(), Oldest: home.MinBy(person => (person.Born, person.Code)).Code));
        var rows = orders.Rows(2, "r9_");
        var found = rows
            .Where(row => row["Vakinaisten asukkaiden lukumäärä"] != "0")
            .ToDictionary(
                HomeOf,
                row => (Count: int.Parse(row["Vakinaisten asukkaiden lukumäärä"]), Oldest: row["Huoneiston vanhin asukas"]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EquivalentTo(homes));
            Assert.That(found.Values.Sum(home => home.Count), Is.EqualTo(Residents().Count()).And.GreaterThan(800));
            Assert.That(rows.Where(row => row["Vakinaisten asukkaiden lukumäärä"] == "0").All(row => row["Sukunimi"].Length == 0));
        }
    }

    [Test]
    public void A_temporary_resident_is_counted_where_the_temporary_address_is_the_dwellings()
    {
        var addresses = orders.Rows(2, "r3_").ToDictionary(
            row => $"{row["Rakennustunnus"]}{row["Osoitenumero"]}",
            row => $"{row["Kadunnimi suomeksi"]} {row["Katunumero"]} {row["Postinumero"]}");
        var guests = orders.Rows(1, "102_")
            .Where(row => row["loppupv"].Length == 0 || string.CompareOrdinal(row["loppupv"], "2026-11-16") > 0)
            .Select(row => $"{row["katu_fi"]} {row["katunumero"]} {row["postinumero"]} {row["porraskirjain"]}"
                + $"{row["huoneistonumero"].PadLeft(3, '0')}{row["jakokirjain"]}")
            .ToList();
        var expected = orders.Rows(2, "r9_").Sum(row =>
        {
            var place = $"{row["Huoneistokirjain"].Trim()}{row["Huoneistonumero"]}{row["Jakokirjain"].Trim()}";
            return guests.Count(guest => guest == $"{addresses[row["Rakennustunnus"] + row["Osoitenumero"]]} {place}");
        });
        Assert.That(
            orders.Rows(2, "r9_").Sum(row => int.Parse(row["Tilapäisten asukkaiden lukumäärä"])), Is.EqualTo(expected).And.Positive);
    }

    [Test]
    public async Task Owners_and_oldest_residents_are_found_by_the_audit_and_the_files_are_sound()
    {
        var oldest = orders.Rows(2, "r9_").First(row => row["Huoneiston vanhin asukas"].Length > 0)["Huoneiston vanhin asukas"];
        var owner = orders.Rows(2, "r4_").First(row => row["Henkilötunnus"].Length > 0 && row["Henkilötunnus"] != oldest)["Henkilötunnus"];
        foreach (var person in new[] { oldest, owner })
        {
            Assert.That((await installation.RunAsync("audit", "person", person)).AssertDone().Output, Does.Contain("extract 002"));
        }

        (await installation.RunAsync("audit", "verify")).AssertDone();
        (await installation.RunAsync("deliveries", "verify")).AssertDone();
        (await installation.RunAsync("extract", "redraw", "jatehuolto/extract/2")).AssertDone();
        var check = (await installation.RunAsync("check", Directory.GetFiles(orders.Download, "*_002.json").Single())).AssertDone().Output;
        Assert.That(check, Does.Contain(".taulut.zip: csv-tables"));
    }

    [Test]
    public async Task The_right_to_know_of_orders_opens_no_dwelling()
    {
        var without = orders.Rows(2, "r9_").Select(row => string.Join(';', row.Values));
        try
        {
            orders.WritePermit(right: "true");
            orders.Write("oikeudella");
            var made = (await installation.RunAsync("extract", "run", "oikeudella", "--json")).AssertDone().Json[0];
            Assert.That(
                orders.Rows(made.GetProperty("number").GetInt32(), "r9_").Select(row => string.Join(';', row.Values)), Is.EqualTo(without));
        }
        finally
        {
            orders.WritePermit();
        }
    }

    private IEnumerable<(string Code, string Born, string Home)> Residents()
    {
        var born = orders.Rows(1, "901_").ToDictionary(row => row["henkilotunnus"], row => row["syntymapv"]);
        return orders.Rows(1, "909_")
            .Where(row => row["loppupv"].Length == 0)
            .Select(row => (
                row["henkilotunnus"],
                born[row["henkilotunnus"]],
                row["rakennustunnus"] + Or(row["osoitenumero"], "1") + Or(row["porraskirjain"], " ")
                    + row["huoneistonumero"].PadLeft(3, '0') + Or(row["jakokirjain"], " ")));
    }

    private static string HomeOf(IReadOnlyDictionary<string, string> row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row["Rakennustunnus"]}{Or(row["Osoitenumero"], "1")}{row["Huoneistokirjain"]}{row["Huoneistonumero"]}{row["Jakokirjain"]}");

    private static string Or(string value, string blank) => value.Length > 0 ? value : blank;
}
