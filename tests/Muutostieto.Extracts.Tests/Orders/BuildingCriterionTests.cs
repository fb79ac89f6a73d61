using System.Text;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Tests.Orders;

/// <summary>Each criterion of buildings against records that fit and records that do not.</summary>
public sealed class BuildingCriterionTests
{
    private static readonly DateOnly Day = new(2026, 11, 16);

    [TestCase("use1994", "011", "937", "kayttotarkoitus", "011", true)]
    [TestCase("use1994", "01", "937", "kayttotarkoitus", "013", true)]
    [TestCase("use1994", "01", "937", "kayttotarkoitus", "101", false)]
    [TestCase("use1994", "011", "937", "kayttotarkoitus", "", false)]
    [TestCase("use2018", "01", "938", "rakennusluokka", "0110", true)]
    [TestCase("use2018", "012", "938", "rakennusluokka", "0121", true)]
    [TestCase("use2018", "0110", "938", "rakennusluokka", "0111", false)]
    [TestCase("heating", "3", "948", "lammitystapa", "3", true)]
    [TestCase("heating", "3", "948", "lammitystapa", "1", false)]
    [TestCase("fuel", "04", "949", "lammitysaine", "04", true)]
    [TestCase("fuel", "04", "949", "lammitysaine", "10", false)]
    [TestCase("equipment", "hissi", "955", "hissi_varustetieto", "1", true)]
    [TestCase("equipment", "hissi", "955", "hissi_varustetieto", "", false)]
    [TestCase("equipment", "hissi", "953", "vesijohto_varustetieto", "1", false)]
    [TestCase("inUse", "03", "939", "kayttotila", "03", true)]
    [TestCase("inUse", "03", "939", "kayttotila", "01", false)]
    [TestCase("municipality", "205", "932", "kuntakoodi", "205", true)]
    [TestCase("municipality", "205", "932", "kuntakoodi", "290", false)]
    [TestCase("postalCode", "00100", "935", "postinumero", "00100", true)]
    [TestCase("postalCode", "00100", "935", "postinumero", "100", true)]
    [TestCase("postalCode", "00100", "935", "postinumero", "00200", false)]
    public void A_code_fits_or_does_not(string kind, string code, string group, string field, string value, bool fits)
    {
        var criterion = Kind(kind).OfCodes([code, code]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(criterion.Matches(Read(Group(group, (field, value))), Day), Is.EqualTo(fits));
            Assert.That(Criterion.Not(criterion).Matches(Read(Group(group, (field, value))), Day), Is.EqualTo(!fits));
            Assert.That(criterion.Matches(Read(Group("966", ("nimi", "x"))), Day), Is.False, "a building that does not say");
        }
    }

    [TestCase("floorArea", "941", "kerrosala", "100", 100, 200, true)]
    [TestCase("floorArea", "941", "kerrosala", "0000200", 100, 200, true)]
    [TestCase("floorArea", "941", "kerrosala", "99", 100, null, false)]
    [TestCase("floorArea", "941", "kerrosala", "201", null, 200, false)]
    [TestCase("floorArea", "941", "kerrosala", "0", null, 200, true)]
    [TestCase("floorArea", "941", "kerrosala", "", null, 200, false)]
    [TestCase("floorArea", "941", "kerrosala", "1x", null, 200, false)]
    [TestCase("storeys", "944", "kerrosluku", "02", 2, null, true)]
    [TestCase("storeys", "944", "kerrosluku", "01", 2, null, false)]
    public void A_number_is_within_or_is_not(string kind, string group, string field, string value, int? from, int? to, bool fits) =>
        Assert.That(Kind(kind).OfNumbers(from, to).Matches(Read(Group(group, (field, value))), Day), Is.EqualTo(fits));

    [TestCase("19850615", "1985-06-15", "1985-06-15", true)]
    [TestCase("19850000", "1985-01-01", "1985-12-31", true)]
    [TestCase("19850000", "1985-01-02", null, false)]
    [TestCase("19850615", null, "1985-06-14", false)]
    [TestCase("00000000", null, "2026-01-01", false)]
    public void A_day_of_completion_is_within_in_every_reading_or_is_not(string value, string? from, string? to, bool fits) =>
        Assert.That(
            Kind("completed").OfDays(Date(from), Date(to)).Matches(Read(Group("940", ("valmistumispv", value))), Day), Is.EqualTo(fits));

    [TestCase("7000000", "500000", true)]
    [TestCase("7100000", "600000", true)]
    [TestCase("6999999", "550000", false)]
    [TestCase("7050000", "600001", false)]
    [TestCase("", "550000", false)]
    public void A_building_is_in_a_rectangle_or_is_not(string north, string east, bool fits) =>
        Assert.That(
            Kind("within").OfBox(new CoordinateBox(7_000_000, 7_100_000, 500_000, 600_000)).Matches(
                Read(Group("934", ("pohjoiskoordinaatti", north), ("itakoordinaatti", east))), Day),
            Is.EqualTo(fits));

    [Test]
    public void Gone_buildings_are_asked_for_by_name_alone_however_deep()
    {
        var (lived, gone) = (Kind("inUse").OfCodes(["01"]), Kind("inUse").OfCodes(["01", "08"]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lived.NamesGone, Is.False);
            Assert.That(Criterion.Not(lived).NamesGone, Is.False);
            Assert.That(Criterion.AllOf([lived, Criterion.AnyOf([Criterion.Not(gone)])]).NamesGone, Is.True);
        }
    }

    [Test]
    public void Every_criterion_is_written_and_read_and_looks_at_groups_of_the_layouts()
    {
        foreach (var kind in CriterionKinds.Of(OrderTarget.Buildings))
        {
            var where = kind.Shape switch
            {
                CriterionShape.Codes => kind.OfCodes([kind.Known?[0] ?? "01"]),
                CriterionShape.Numbers => kind.OfNumbers(1, kind.Greatest),
                CriterionShape.Rectangle => kind.OfBox(new CoordinateBox(1, 2, 3, 4)),
                _ => kind.OfDays(null, Day),
            };
            var order = new ExtractOrder
            {
                Id = "talot",
                Permit = "p",
                Purpose = Purpose.AuthorityTask,
                Target = OrderTarget.Buildings,
                Where = where,
                Content = [new ProductGroup("932", null)],
            };
            Assert.That(ExtractOrder.FromJson(order.ToJson()).ToJson(), Is.EqualTo(order.ToJson()), kind.Name);
            Assert.That(where.Groups.All(group => Layouts.Buildings.Newest(group) is not null), Is.True, kind.Name);
            Assert.That(kind.Group.Length == 0 || kind.Fields.All(field => Layouts.Buildings.Newest(kind.Group)!.Field(field) is not null));
        }
    }

    [Test]
    public void Equipment_is_all_that_the_layouts_have_as_yes_or_nothing() =>
        Assert.That(
            Kind("equipment").OfCodes(Kind("equipment").Known!).Groups,
            Is.EquivalentTo(Layouts.Buildings.Groups
                .Where(group => group.Name.EndsWith("_varustetieto", StringComparison.Ordinal) && group.Fields[0].Codes.Count == 1)
                .Select(group => group.Code)));

    private static CriterionKind Kind(string name) => CriterionKinds.Find(name, OrderTarget.Buildings)!;

    private static DateOnly? Date(string? text) => text is null ? null : DateOnly.Parse(text, null);

    private static string Group(string code, params (string Name, string Value)[] fields) =>
        $$"""{"ryhma":"{{code}}","muutos":"1",{{string.Join(',', fields.Select(field => $"\"{field.Name}\":\"{field.Value}\""))}}}""";

    private static Record Read(string groups)
    {
        var record = new Record();
        new JsonRecordReader(Layouts.Buildings).Read(
            Encoding.UTF8.GetBytes($$"""{"rakennustunnus":"900000041C","ryhmat":[{{groups}}]}"""), record);
        return record;
    }
}
